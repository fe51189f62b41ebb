import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { FormDto, formChange } from '#adapters/http/contract/form';
import { idOf } from '#adapters/http/contract/ids';
import { readVersion } from '#adapters/http/contract/version';
import { presentForm } from '#adapters/http/present/present-form';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/api/v1/forms';
const one = `${path}/:formId`;
const tag = 'Forms and leads';
const params = z.strictObject({ formId: idOf('form') });
const reading = { kind: 'user_or_key', permission: 'tenant.read' } as const;
const writing = { kind: 'user', permission: 'tenant.configure' } as const;
const change = z.strictObject(formChange).partial();

const listForms = (useCase: UseCases['listForms']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'Your forms, oldest first, archived ones too',
    tag,
    access: reading,
    response: { 200: z.strictObject({ items: z.array(FormDto) }) },
    handle: async (_input, { by }) => json(200, { items: (await useCase.execute({ by })).map(presentForm) }),
  });

const addForm = (useCase: UseCases['saveForm']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Add a form, or a link to another site’s form',
    tag,
    access: writing,
    body: change.extend({ name: formChange.name, title: formChange.title }),
    response: { 201: FormDto },
    handle: async ({ body }, { by }) => json(201, presentForm(await useCase.execute({ by, version: 0, ...body }))),
  });

const findForm = (useCase: UseCases['findForm']): Route =>
  defineRoute({
    method: 'get',
    path: one,
    summary: 'One form',
    tag,
    access: reading,
    params,
    response: { 200: FormDto },
    handle: async ({ params: { formId: id } }, { by }) => json(200, presentForm(await useCase.execute({ by, id }))),
  });

const changeForm = (useCase: UseCases['saveForm']): Route =>
  defineRoute({
    method: 'put',
    path: one,
    summary: 'Change a form or archive it; what is left out stays',
    tag,
    access: writing,
    params,
    body: change.extend({ version: readVersion }),
    response: { 200: FormDto },
    handle: async ({ params: { formId: id }, body }, { by }) =>
      json(200, presentForm(await useCase.execute({ by, id, ...body }))),
  });

export const formRoutes = (useCases: UseCases): Route[] => [
  listForms(useCases.listForms),
  addForm(useCases.saveForm),
  findForm(useCases.findForm),
  changeForm(useCases.saveForm),
];
