import { z } from 'zod';
import { json, noContent } from '#adapters/http/answers';
import { CannedReplyDto } from '#adapters/http/contract/conversation';
import { idOf } from '#adapters/http/contract/ids';
import { prose } from '#adapters/http/contract/text';
import { readVersion } from '#adapters/http/contract/version';
import { presentCanned } from '#adapters/http/present/present-conversation';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const tag = 'Canned replies';
const path = '/api/v1/canned-replies';
const params = z.strictObject({ cannedReplyId: idOf('cannedReply') });
const reads = { kind: 'user', permission: 'conversations.read' } as const;
const replies = { kind: 'user', permission: 'conversations.reply' } as const;

const fields = {
  shortcut: z
    .string()
    .max(60)
    .meta({ description: 'Letters, digits and dashes; typed as /shortcut.', examples: ['opening-hours'] }),
  text: z
    .strictObject({ en: prose(4_000).exactOptional(), ar: prose(4_000).exactOptional() })
    .refine(({ en = '', ar = '' }) => (en + ar).trim() !== '', 'must have a text in at least one language'),
};

const list = (useCase: UseCases['listCannedReplies']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: "The team's ready words, by shortcut",
    tag,
    access: reads,
    response: { 200: z.strictObject({ items: z.array(CannedReplyDto) }) },
    handle: async (_input, { by }) => json(200, { items: (await useCase.execute({ by })).map(presentCanned) }),
  });

const add = (useCase: UseCases['saveCannedReply']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Add ready words',
    tag,
    access: replies,
    body: z.strictObject(fields),
    response: { 201: CannedReplyDto },
    handle: async ({ body }, { by }) => json(201, presentCanned(await useCase.execute({ by, version: 0, ...body }))),
  });

const change = (useCase: UseCases['saveCannedReply']): Route =>
  defineRoute({
    method: 'put',
    path: `${path}/:cannedReplyId`,
    summary: 'Change ready words',
    tag,
    access: replies,
    params,
    body: z.strictObject({ version: readVersion, ...fields }),
    response: { 200: CannedReplyDto },
    handle: async ({ params: { cannedReplyId }, body }, { by }) =>
      json(200, presentCanned(await useCase.execute({ by, id: cannedReplyId, ...body }))),
  });

const remove = (useCase: UseCases['removeCannedReply']): Route =>
  defineRoute({
    method: 'delete',
    path: `${path}/:cannedReplyId`,
    summary: 'Remove ready words',
    tag,
    access: replies,
    params,
    response: { 204: null },
    handle: async ({ params: { cannedReplyId } }, { by }) => {
      await useCase.execute({ by, id: cannedReplyId });
      return noContent();
    },
  });

export const cannedReplyRoutes = (useCases: UseCases): Route[] => [
  list(useCases.listCannedReplies),
  add(useCases.saveCannedReply),
  change(useCases.saveCannedReply),
  remove(useCases.removeCannedReply),
];
