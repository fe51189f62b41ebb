import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { ChannelSessionDto, LinkBody, SendingSettingsDto } from '#adapters/http/contract/channel-session';
import { idOf } from '#adapters/http/contract/ids';
import { presentChannelSession } from '#adapters/http/present/present-channel-session';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';
import type { Principal } from '#application/identity/principal';
import type { SessionView } from '#application/whatsapp/session-view';

const tag = 'Linked numbers';
const one = '/api/v1/channels/:channelId/session';
const params = z.strictObject({ channelId: idOf('channel') });
const reading = { kind: 'user', permission: 'channels.read' } as const;
const managing = { kind: 'user', permission: 'channels.manage' } as const;
const response = { 200: ChannelSessionDto };

const list = (useCase: UseCases['listChannelSessions']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/channels/sessions',
    summary: 'The connection of every linked number, and of those that are to be linked',
    tag,
    access: reading,
    response: { 200: z.strictObject({ items: z.array(ChannelSessionDto) }) },
    handle: async (_input, { by }) => json(200, { items: (await useCase.execute({ by })).map(presentChannelSession) }),
  });

const find = (useCase: UseCases['findChannelSession']): Route =>
  defineRoute({
    method: 'get',
    path: one,
    summary: 'The connection of one number: its state, the code to scan, its health, and why messages wait',
    tag,
    access: reading,
    params,
    response,
    handle: async ({ params: { channelId } }, { by }) =>
      json(200, presentChannelSession(await useCase.execute({ by, channelId }))),
  });

const link = (useCase: UseCases['linkSession']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/link`,
    summary: 'Show a QR code to scan, or a code to type on the phone; it is renewed until it is used or given up',
    tag,
    access: managing,
    params,
    body: LinkBody,
    response,
    handle: async ({ params: { channelId }, body }, { by }) => {
      const pairing = body.how === 'qr' ? ({ kind: 'qr' } as const) : ({ kind: 'code', phone: body.phone } as const);
      return json(200, presentChannelSession(await useCase.execute({ by, channelId, pairing })));
    },
  });

type Act = { execute(input: { readonly by: Principal; readonly channelId: string }): Promise<SessionView> };

const act = (name: string, summary: string, useCase: Act): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/${name}`,
    summary,
    tag,
    access: managing,
    params,
    response,
    handle: async ({ params: { channelId } }, { by }) =>
      json(200, presentChannelSession(await useCase.execute({ by, channelId }))),
  });

const changeSending = (useCase: UseCases['changeSending']): Route =>
  defineRoute({
    method: 'put',
    path: `${one}/sending`,
    summary: 'How the number sends: its pace, to whom, and when not',
    tag,
    access: managing,
    params,
    body: SendingSettingsDto,
    response,
    handle: async ({ params: { channelId }, body }, { by }) =>
      json(200, presentChannelSession(await useCase.execute({ by, channelId, sending: body }))),
  });

export const sessionRoutes = (useCases: UseCases): Route[] => [
  list(useCases.listChannelSessions),
  find(useCases.findChannelSession),
  link(useCases.linkSession),
  act('cancel-link', 'Take the code away before it is used', useCases.cancelLink),
  act('log-out', 'Unlink the phone; what was linked is deleted here', useCases.logOutSession),
  act('pause', 'End the connection and keep the link; messages wait', useCases.pauseSession),
  act('resume', 'Connect again, or send again after a warning', useCases.resumeSession),
  changeSending(useCases.changeSending),
];
