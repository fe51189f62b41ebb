import { z } from 'zod';
import { streamAnswer } from '#adapters/http/answers';
import { widgetEvents } from '#adapters/http/contract/widget';
import type { EventSink } from '#adapters/http/event-stream';
import { ownBaseOf } from '#adapters/http/page-origin';
import { presentVisitorMessage, presentVisitState } from '#adapters/http/present/present-widget';
import { defineRoute, eventStream, type Route } from '#adapters/http/route';
import { afterSeq, one, sessionParams } from '#adapters/http/routes/widget/session-routes';
import type { UseCases } from '#adapters/http/use-cases';
import type { VisitorListener } from '#application/widget/visitor-streams';

const listenerOf = (sink: EventSink, base: string): VisitorListener => ({
  message: (view) => sink.send({ event: 'message', id: view.message.seq, data: presentVisitorMessage(view, base) }),
  state: (state) => sink.send({ event: 'state', data: presentVisitState(state) }),
  typing: () => sink.send({ event: 'typing', data: { typing: 'human' } }),
  reset: (seq) => sink.send({ event: 'reset', id: seq, data: {} }),
  end: () => sink.end(),
});

const nothing = (): void => undefined;

/** Whichever says more: a program may give both. A number that is none counts as nothing. */
const knownSeq = (lastEventId: string | undefined, after: number | undefined): number => {
  const last = /^\d{1,12}$/.test(lastEventId ?? '') ? Number(lastEventId) : 0;
  return Math.max(last, after ?? 0);
};

export const widgetEventRoutes = ({ followVisit }: Pick<UseCases, 'followVisit'>): Route[] => [
  defineRoute({
    method: 'get',
    path: `${one}/events/`,
    summary: 'What happens in the session, as it happens',
    tag: 'Website chat',
    access: { kind: 'visitor' },
    ipLimit: 'widget',
    params: sessionParams,
    query: z.strictObject({ after: afterSeq }),
    headers: z.object({
      'last-event-id': z.string().max(64).optional().meta({ description: 'The number of the last message you have.' }),
    }),
    response: { 200: eventStream(widgetEvents) },
    handle: async ({ query, headers }, { by, request }) => {
      const open = await followVisit.execute({ by, after: knownSeq(headers['last-event-id'], query.after) });
      const base = ownBaseOf(request);
      return streamAnswer((sink) => {
        if (request.method !== 'HEAD') return open(listenerOf(sink, base));
        sink.end();
        return nothing;
      });
    },
  }),
];
