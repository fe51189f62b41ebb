import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { ChannelDto } from '#adapters/http/contract/channel';
import { idOf } from '#adapters/http/contract/ids';
import { line } from '#adapters/http/contract/text';
import { readVersion } from '#adapters/http/contract/version';
import { presentChannel } from '#adapters/http/present/present-channel';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/api/v1/channels';
const tag = 'Channels';
const managing = { kind: 'user', permission: 'channels.manage' } as const;

const listChannels = (useCase: UseCases['listChannels']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'The ways customers reach you',
    tag,
    access: { kind: 'user', permission: 'channels.read' },
    response: { 200: z.strictObject({ items: z.array(ChannelDto) }) },
    handle: async (_input, { by }) => json(200, { items: (await useCase.execute({ by })).map(presentChannel) }),
  });

const addCloudApiChannel = (useCase: UseCases['addCloudApiChannel']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Connect a number of the official WhatsApp Cloud API',
    tag,
    access: managing,
    body: z.strictObject({
      kind: z.literal('cloud-api').default('cloud-api'),
      name: line(120),
      phoneNumberId: line(32),
      accessToken: line(1_024).meta({ description: 'Written and never shown.' }),
    }),
    response: { 201: ChannelDto },
    handle: async ({ body: { kind: _kind, ...body } }, { by }) =>
      json(201, presentChannel(await useCase.execute({ by, ...body }))),
  });

const changeChannel = (useCase: UseCases['changeChannel']): Route =>
  defineRoute({
    method: 'patch',
    path: `${path}/:channelId`,
    summary: 'Rename a channel, give it a new token, stop it or start it',
    tag,
    access: managing,
    params: z.strictObject({ channelId: idOf('channel') }),
    body: z.strictObject({
      version: readVersion,
      name: line(120).optional(),
      accessToken: line(1_024).optional(),
      status: z.enum(['active', 'stopped']).optional(),
    }),
    response: { 200: ChannelDto },
    handle: async ({ params, body }, { by }) =>
      json(200, presentChannel(await useCase.execute({ by, ...params, ...body }))),
  });

export const channelRoutes = (useCases: UseCases): Route[] => [
  listChannels(useCases.listChannels),
  addCloudApiChannel(useCases.addCloudApiChannel),
  changeChannel(useCases.changeChannel),
];
