import { z } from 'zod';
import type { Access } from '#adapters/http/access';
import { json } from '#adapters/http/answers';
import { AuditEntryDto, AuditVerdictDto } from '#adapters/http/contract/audit';
import { pageOf, pageQuery } from '#adapters/http/contract/page';
import { line, timestamp } from '#adapters/http/contract/text';
import { presentAuditEntry } from '#adapters/http/present/present-audit';
import { presentPage } from '#adapters/http/present/present-page';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

type Credentialed = Exclude<Access, { kind: 'public' | 'signature' | 'visitor' }>;
type Place = {
  readonly path: string;
  readonly tag: string;
  readonly scope: 'tenant' | 'platform';
  readonly access: Credentialed;
};

const moment = timestamp.transform((text) => new Date(text));

const page = ({ path, tag, scope, access }: Place, useCase: UseCases['pageAudit']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'Who did what, newest first',
    tag,
    access,
    query: z.strictObject({
      ...pageQuery,
      action: line(64)
        .optional()
        .meta({ examples: ['order.approved'] }),
      target: line(64).optional(),
      actor: line(64)
        .optional()
        .meta({ examples: ['human:usr_…'] }),
      from: moment.optional().meta({ description: 'Entries from this moment on.' }),
      until: moment.optional().meta({ description: 'Entries before this moment.' }),
    }),
    response: { 200: pageOf(AuditEntryDto) },
    handle: async ({ query }, { by }) =>
      json(200, presentPage(await useCase.execute({ by, scope, ...query }), presentAuditEntry)),
  });

const verify = ({ path, tag, scope, access }: Place, useCase: UseCases['verifyAudit']): Route =>
  defineRoute({
    method: 'get',
    path: `${path}/verify`,
    summary: 'Is the log as it was written?',
    tag,
    access,
    response: { 200: AuditVerdictDto },
    handle: async (_input, { by }) => {
      const { holds, entries, brokenAt, lastHash } = await useCase.execute({ by, scope });
      return json(200, { holds, entries, brokenAt, lastHash });
    },
  });

const own: Place = {
  path: '/api/v1/audit',
  tag: 'Audit',
  scope: 'tenant',
  access: { kind: 'user', permission: 'audit.read' },
};
const platform: Place = {
  path: '/api/v1/admin/audit',
  tag: 'Platform',
  scope: 'platform',
  access: { kind: 'platform' },
};

export const auditRoutes = ({ pageAudit, verifyAudit }: UseCases): Route[] =>
  [own, platform].flatMap((place) => [page(place, pageAudit), verify(place, verifyAudit)]);
