import { z } from 'zod';
import { json, plain } from '#adapters/http/answers';
import { idOf } from '#adapters/http/contract/ids';
import { LeadDto, leadChange, leadFilter } from '#adapters/http/contract/lead';
import { pageOf, pageQuery } from '#adapters/http/contract/page';
import { readVersion } from '#adapters/http/contract/version';
import { presentLead } from '#adapters/http/present/present-lead';
import { given, presentPage } from '#adapters/http/present/present-page';
import { defineRoute, media, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';
import type { LeadFilter } from '#application/ports/lead-store';
import { leadStatuses } from '#domain/leads/lead';

const path = '/api/v1/leads';
const one = `${path}/:leadId`;
const tag = 'Forms and leads';
const params = z.strictObject({ leadId: idOf('lead') });
const reading = { kind: 'user_or_key', permission: 'leads.read' } as const;
const writing = { kind: 'user', permission: 'leads.write' } as const;

const filterQuery = z.strictObject(leadFilter);
const filterOf = ({ status, form: formId, assignee }: z.output<typeof filterQuery>): LeadFilter =>
  given({ status, formId, assignee });

const pageLeads = (useCase: UseCases['pageLeads']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'Who wants to be called back, newest first',
    tag,
    access: reading,
    query: filterQuery.extend(pageQuery),
    response: { 200: pageOf(LeadDto) },
    handle: async ({ query: { after, limit, ...filter } }, { by }) =>
      json(200, presentPage(await useCase.execute({ by, after, limit, filter: filterOf(filter) }), presentLead)),
  });

const countLeads = (useCase: UseCases['countLeads']): Route =>
  defineRoute({
    method: 'get',
    path: `${path}/counts`,
    summary: 'How many leads there are in each status',
    tag,
    access: reading,
    response: { 200: z.record(z.enum(leadStatuses), z.int()) },
    handle: async (_input, { by }) => json(200, { ...(await useCase.execute({ by })) }),
  });

const exportLeads = (useCase: UseCases['exportLeads']): Route =>
  defineRoute({
    method: 'get',
    path: `${path}/export`,
    summary: 'The leads as a table for a spreadsheet (CSV)',
    tag,
    access: { kind: 'user', permission: 'leads.read' },
    query: filterQuery,
    response: { 200: media('text/csv; charset=utf-8') },
    handle: async ({ query }, { by }) =>
      plain(await useCase.execute({ by, filter: filterOf(query) }), {
        'Content-Disposition': 'attachment; filename="leads.csv"',
      }),
  });

const createLead = (useCase: UseCases['createLead']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Note a lead down, on its own or from a conversation',
    tag,
    access: writing,
    body: z.strictObject({ ...leadChange, conversationId: idOf('conversation').optional() }),
    response: { 201: LeadDto },
    handle: async ({ body }, { by }) => json(201, presentLead(await useCase.execute({ by, ...body }))),
  });

const findLead = (useCase: UseCases['findLead']): Route =>
  defineRoute({
    method: 'get',
    path: one,
    summary: 'One lead',
    tag,
    access: reading,
    params,
    response: { 200: LeadDto },
    handle: async ({ params: { leadId: id } }, { by }) => json(200, presentLead(await useCase.execute({ by, id }))),
  });

const changeLead = (useCase: UseCases['changeLead']): Route =>
  defineRoute({
    method: 'patch',
    path: one,
    summary: 'Move a lead on, assign it, correct it; what is left out stays',
    tag,
    access: writing,
    params,
    body: z.strictObject({ version: readVersion, ...leadChange }),
    response: { 200: LeadDto },
    handle: async ({ params: { leadId: id }, body }, { by }) =>
      json(200, presentLead(await useCase.execute({ by, id, ...body }))),
  });

export const leadRoutes = (useCases: UseCases): Route[] => [
  pageLeads(useCases.pageLeads),
  countLeads(useCases.countLeads),
  exportLeads(useCases.exportLeads),
  createLead(useCases.createLead),
  findLead(useCases.findLead),
  changeLead(useCases.changeLead),
];
