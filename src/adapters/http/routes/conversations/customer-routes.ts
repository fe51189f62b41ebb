import { z } from 'zod';
import { json, noContent } from '#adapters/http/answers';
import { CustomerCardDto, CustomerDto } from '#adapters/http/contract/conversation';
import { idOf } from '#adapters/http/contract/ids';
import { email, line, prose } from '#adapters/http/contract/text';
import { readVersion } from '#adapters/http/contract/version';
import { presentCard, presentCustomer } from '#adapters/http/present/present-conversation';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const tag = 'Customers';
const path = '/api/v1/customers/:customerId';
const params = z.strictObject({ customerId: idOf('customer') });

const find = (useCase: UseCases['findCustomer']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'One customer with the last conversations and orders',
    tag,
    access: { kind: 'user_or_key', permission: 'conversations.read' },
    params,
    response: { 200: CustomerCardDto },
    handle: async ({ params: ids }, { by }) => json(200, presentCard(await useCase.execute({ by, ...ids }))),
  });

const save = (useCase: UseCases['saveCustomer']): Route =>
  defineRoute({
    method: 'patch',
    path,
    summary: 'Write down what the team knows of a customer; what is left out stays',
    tag,
    access: { kind: 'user', permission: 'conversations.reply' },
    params,
    body: z.strictObject({
      version: readVersion,
      name: line(120).nullable().optional(),
      email: email.nullable().optional(),
      phone: line(32).nullable().optional(),
      remark: prose(2_000).optional(),
      language: z.enum(['en', 'ar']).nullable().optional(),
    }),
    response: { 200: CustomerDto },
    handle: async ({ params: ids, body }, { by }) =>
      json(200, presentCustomer(await useCase.execute({ by, ...ids, ...body }))),
  });

const erase = (useCase: UseCases['eraseCustomer']): Route =>
  defineRoute({
    method: 'delete',
    path,
    summary:
      'Erase a customer: conversations, orders, leads, files, and the key their words are sealed with; there is no way back',
    tag,
    access: { kind: 'user', permission: 'customers.erase' },
    params,
    response: { 204: null },
    handle: async ({ params: ids }, { by }) => {
      await useCase.execute({ by, ...ids });
      return noContent();
    },
  });

export const customerRoutes = (useCases: UseCases): Route[] => [
  find(useCases.findCustomer),
  save(useCases.saveCustomer),
  erase(useCases.eraseCustomer),
];
