import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { NewService, ServiceDto, serviceChange } from '#adapters/http/contract/catalogue';
import { idOf } from '#adapters/http/contract/ids';
import { pageOf, pageQuery } from '#adapters/http/contract/page';
import { readVersion } from '#adapters/http/contract/version';
import { presentService } from '#adapters/http/present/present-catalogue';
import { presentPage } from '#adapters/http/present/present-page';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/api/v1/services';
const tag = 'Catalogue';
const reading = { kind: 'user_or_key', permission: 'catalogue.read' } as const;
const writing = { kind: 'user_or_key', permission: 'catalogue.write' } as const;
const params = z.strictObject({ serviceId: idOf('service') });

const pageServices = (useCase: UseCases['pageServices']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'Services and packages, newest first; drafts and archived ones too',
    tag,
    access: reading,
    query: z.strictObject(pageQuery),
    response: { 200: pageOf(ServiceDto) },
    handle: async ({ query }, { by }) =>
      json(200, presentPage(await useCase.execute({ by, ...query }), presentService)),
  });

const findService = (useCase: UseCases['findService']): Route =>
  defineRoute({
    method: 'get',
    path: `${path}/:serviceId`,
    summary: 'One service',
    tag,
    access: reading,
    params,
    response: { 200: ServiceDto },
    handle: async ({ params: { serviceId: id } }, { by }) =>
      json(200, presentService(await useCase.execute({ by, id }))),
  });

const createService = (useCase: UseCases['saveService']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Add a service or a package',
    tag,
    access: writing,
    body: NewService,
    response: { 201: ServiceDto },
    handle: async ({ body }, { by }) =>
      json(201, presentService(await useCase.execute({ by, version: 0, fields: body }))),
  });

const changeService = (useCase: UseCases['saveService']): Route =>
  defineRoute({
    method: 'put',
    path: `${path}/:serviceId`,
    summary: 'Change a service; what is left out stays',
    tag,
    access: writing,
    params,
    body: z.strictObject({ version: readVersion, ...serviceChange }),
    response: { 200: ServiceDto },
    handle: async ({ params: { serviceId: id }, body: { version, ...fields } }, { by }) =>
      json(200, presentService(await useCase.execute({ by, id, version, fields }))),
  });

const archiveService = (useCase: UseCases['archiveService']): Route =>
  defineRoute({
    method: 'post',
    path: `${path}/:serviceId/archive`,
    summary: 'Take a service out of everything customers see',
    tag,
    access: writing,
    params,
    body: z.strictObject({ version: readVersion }),
    response: { 200: ServiceDto },
    handle: async ({ params: { serviceId: id }, body }, { by }) =>
      json(200, presentService(await useCase.execute({ by, id, ...body }))),
  });

export const serviceRoutes = (useCases: UseCases): Route[] => [
  pageServices(useCases.pageServices),
  createService(useCases.saveService),
  findService(useCases.findService),
  changeService(useCases.saveService),
  archiveService(useCases.archiveService),
];
