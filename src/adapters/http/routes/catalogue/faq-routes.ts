import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { FaqDto, NewFaq } from '#adapters/http/contract/catalogue';
import { idOf } from '#adapters/http/contract/ids';
import { pageOf, pageQuery } from '#adapters/http/contract/page';
import { readVersion } from '#adapters/http/contract/version';
import { presentFaq } from '#adapters/http/present/present-catalogue';
import { presentPage } from '#adapters/http/present/present-page';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/api/v1/faqs';
const tag = 'Catalogue';
const reading = { kind: 'user_or_key', permission: 'catalogue.read' } as const;
const writing = { kind: 'user_or_key', permission: 'catalogue.write' } as const;
const params = z.strictObject({ faqId: idOf('faq') });

const pageFaqs = (useCase: UseCases['pageFaqs']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'Questions and their approved answers, newest first',
    tag,
    access: reading,
    query: z.strictObject(pageQuery),
    response: { 200: pageOf(FaqDto) },
    handle: async ({ query }, { by }) => json(200, presentPage(await useCase.execute({ by, ...query }), presentFaq)),
  });

const findFaq = (useCase: UseCases['findFaq']): Route =>
  defineRoute({
    method: 'get',
    path: `${path}/:faqId`,
    summary: 'One question and its answer',
    tag,
    access: reading,
    params,
    response: { 200: FaqDto },
    handle: async ({ params: { faqId: id } }, { by }) => json(200, presentFaq(await useCase.execute({ by, id }))),
  });

const createFaq = (useCase: UseCases['saveFaq']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Add a question and the answer the assistant may give',
    tag,
    access: writing,
    body: NewFaq,
    response: { 201: FaqDto },
    handle: async ({ body }, { by }) => json(201, presentFaq(await useCase.execute({ by, version: 0, ...body }))),
  });

const changeFaq = (useCase: UseCases['saveFaq']): Route =>
  defineRoute({
    method: 'put',
    path: `${path}/:faqId`,
    summary: 'Change a question or its answer; what is left out stays',
    tag,
    access: writing,
    params,
    body: z.strictObject({ version: readVersion, ...NewFaq.partial().shape }),
    response: { 200: FaqDto },
    handle: async ({ params: { faqId: id }, body }, { by }) =>
      json(200, presentFaq(await useCase.execute({ by, id, ...body }))),
  });

export const faqRoutes = (useCases: UseCases): Route[] => [
  pageFaqs(useCases.pageFaqs),
  createFaq(useCases.saveFaq),
  findFaq(useCases.findFaq),
  changeFaq(useCases.saveFaq),
];
