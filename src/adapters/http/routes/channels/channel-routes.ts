import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { ChannelDto, channelKind } from '#adapters/http/contract/channel';
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

const settings = z
  .record(line(64), z.string().max(4_096))
  .meta({ description: 'What its kind asks for: see /api/v1/schemas. Secrets are written and never shown.' });

const NewChannel = z.strictObject({
  kind: channelKind.default('cloud-api'),
  name: line(120),
  externalKey: line(200)
    .optional()
    .meta({ description: "What the provider calls it: the Cloud API's phone-number id." }),
  settings: settings.optional(),
  phoneNumberId: line(32).optional().meta({ description: 'The same as `externalKey`.', deprecated: true }),
  accessToken: line(1_024).optional().meta({ description: 'The same as `settings.accessToken`.', deprecated: true }),
});

const withToken = (settings: Readonly<Record<string, string>> | undefined, accessToken: string | undefined) =>
  accessToken === undefined ? settings : { ...settings, accessToken };

const addChannel = (useCase: UseCases['addChannel']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Connect a channel, such as a number of the official WhatsApp Cloud API',
    tag,
    access: managing,
    body: NewChannel,
    response: { 201: ChannelDto },
    handle: async ({ body: { kind, name, externalKey, settings: own, phoneNumberId, accessToken } }, { by }) => {
      const said = { externalKey: externalKey ?? phoneNumberId ?? '', settings: withToken(own, accessToken) ?? {} };
      return json(201, presentChannel(await useCase.execute({ by, kind, name, ...said })));
    },
  });

const changeChannel = (useCase: UseCases['changeChannel']): Route =>
  defineRoute({
    method: 'patch',
    path: `${path}/:channelId`,
    summary: 'Rename a channel, give it new settings, stop it or start it',
    tag,
    access: managing,
    params: z.strictObject({ channelId: idOf('channel') }),
    body: z.strictObject({
      version: readVersion,
      name: line(120).optional(),
      settings: settings.optional(),
      accessToken: line(1_024)
        .optional()
        .meta({ description: 'The same as `settings.accessToken`.', deprecated: true }),
      status: z.enum(['active', 'stopped']).optional(),
    }),
    response: { 200: ChannelDto },
    handle: async ({ params, body: { accessToken, settings: own, ...body } }, { by }) =>
      json(
        200,
        presentChannel(await useCase.execute({ by, ...params, ...body, settings: withToken(own, accessToken) })),
      ),
  });

export const channelRoutes = (useCases: UseCases): Route[] => [
  listChannels(useCases.listChannels),
  addChannel(useCases.addChannel),
  changeChannel(useCases.changeChannel),
];
