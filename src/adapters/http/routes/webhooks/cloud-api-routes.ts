import { z } from 'zod';
import { json, plain } from '#adapters/http/answers';
import type { CloudApiWebhook } from '#adapters/http/cloud-api-webhook';
import { RequestRefused } from '#adapters/http/request-refused';
import { defineRoute, media, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/webhooks/whatsapp/cloud';
const tag = 'Webhooks';

const challenge = (cloudApi: CloudApiWebhook): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: "Meta's check that this address is ours",
    tag,
    access: { kind: 'signature' },
    query: z.looseObject({
      'hub.mode': z.string().optional(),
      'hub.verify_token': z.string().optional(),
      'hub.challenge': z.string().optional(),
    }),
    response: { 200: media('text/plain; charset=utf-8') },
    handle: async ({ query }) => {
      const content = cloudApi.challenge(query);
      if (content === null) throw new RequestRefused(403, 'webhook.wrong_verify_token', 'the verify token is not ours');
      return plain(content);
    },
  });

const receive = (cloudApi: CloudApiWebhook, useCase: UseCases['receiveCloudApiWebhook']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Messages and statuses from Meta; acknowledged once they are on disk',
    tag,
    access: { kind: 'signature' },
    bodyKind: 'signed',
    response: { 200: z.strictObject({ received: z.literal(true) }) },
    handle: async (_input, { request }) => {
      const bytes = request.body as Buffer;
      if (!cloudApi.isSigned(bytes, request.headers['x-hub-signature-256']))
        throw new RequestRefused(401, 'webhook.bad_signature', 'the body is not signed with our app secret');
      await useCase.execute({ batches: cloudApi.read(bytes) });
      return json(200, { received: true });
    },
  });

export const cloudApiRoutes = (cloudApi: CloudApiWebhook, useCases: UseCases): Route[] => [
  receive(cloudApi, useCases.receiveCloudApiWebhook),
  challenge(cloudApi),
];
