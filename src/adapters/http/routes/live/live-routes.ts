import { z } from 'zod';
import { streamAnswer } from '#adapters/http/answers';
import { liveEvents } from '#adapters/http/contract/live';
import type { EventSink } from '#adapters/http/event-stream';
import { defineRoute, eventStream, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';
import type { Listener } from '#application/live/follow-events';
import type { ScreenNotice } from '#application/ports/live-bus';

/** The tenant is the listener's own and is not repeated, but where the platform listens. */
const dataOf = (notice: ScreenNotice): unknown => {
  if (notice.kind === 'switches') return { tenantId: notice.tenantId };
  const { kind: _kind, tenantId: _tenantId, ...data } = notice;
  return data;
};

const listenerOf = (sink: EventSink): Listener => ({
  // Who comes back keeps the id it came with until it has been told all it missed.
  hello: (position, isFresh) => sink.send({ event: 'hello', data: { position }, ...(isFresh && { id: position }) }),
  reset: (position) => sink.send({ event: 'reset', data: { position }, id: position }),
  event: ({ id, notice }) => sink.send({ event: notice.kind, data: dataOf(notice), id }),
  end: () => sink.end(),
});

const nothing = (): void => undefined;

export const liveRoutes = ({ followEvents }: Pick<UseCases, 'followEvents'>): Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/v1/events',
    summary: 'What happens, as it happens: ids of what to read again, by what you may read',
    tag: 'Live',
    access: { kind: 'signed_in' },
    headers: z.object({
      'last-event-id': z
        .string()
        .max(64)
        .optional()
        .meta({ description: 'The id of the last event that arrived; what came after it is sent first.' }),
    }),
    response: { 200: eventStream(liveEvents) },
    handle: ({ headers }, { by, request }) => {
      const lastId = headers['last-event-id'] || null;
      return Promise.resolve(
        streamAnswer((sink) => {
          if (request.method !== 'HEAD') return followEvents.execute({ by, lastId, listener: listenerOf(sink) });
          sink.end();
          return nothing;
        }),
      );
    },
  }),
];
