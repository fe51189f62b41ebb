import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SweepVisits } from '#application/widget/sweep-visits';
import { Visits } from '#application/widget/visits';
import type { WidgetSession } from '#domain/channel/widget-session';
import { type ConversationId, TenantId } from '#domain/shared/ids';
import { SilentTelemetry } from '#test/support/silent-telemetry';
import { storeBuilders } from '#test/support/store-builders';
import { openWorld } from '../world.js';

const minute = 60_000;
const day = 24 * 60 * minute;

let world: Awaited<ReturnType<typeof openWorld>>;
let tenantId: TenantId;
let changed: string[];
let visits: Visits;
let sweep: SweepVisits;

beforeEach(async () => {
  world = await openWorld();
  ({ tenantId } = await world.admin());
  changed = [];
  world.bus.subscribe((notice) => {
    if (notice.kind === 'visit') changed.push(notice.sessionId);
  });
  visits = new Visits(world);
  sweep = new SweepVisits({ ...world, visits, telemetry: new SilentTelemetry(), everyMs: minute });
});
afterEach(() => world.store.close());

const scoped = () => world.store.tenant(tenantId);
const begun = (conversationId: ConversationId | null = null): Promise<WidgetSession> =>
  scoped().widget.saveSession(storeBuilders(world.clock).aWidgetSession(tenantId, { conversationId }));
const now = async ({ state }: WidgetSession) => (await scoped().widget.findSession(state.id))?.state;

/** A conversation with one message in it. */
const talk = async (): Promise<ConversationId> => {
  const [channel] = await scoped().channels.list();
  if (channel === undefined) throw new Error('a business is born with a channel');
  const { ids, clock } = world;
  const { conversationId } = await scoped().conversations.receive({
    messageId: ids.message(),
    newCustomerId: ids.customer(),
    newConversationId: ids.conversation(),
    channelId: channel.id,
    externalId: ids.message(),
    identities: [{ scheme: 'widget_visitor', value: ids.visitor() }],
    displayName: null,
    content: { type: 'text', text: 'hello' },
    sentAt: clock.now(),
    receivedAt: clock.now(),
    settleMs: 0,
    maxSettleMs: 0,
  });
  return conversationId;
};

describe('the sweep', () => {
  it('leaves a visit alone a moment before its half hour is over, and ends it then', async () => {
    const session = await begun();
    world.clock.advance(30 * minute - 1);
    expect(await sweep.execute()).toEqual({ closed: 0, archived: 0 });
    world.clock.advance(1);
    expect(await sweep.execute()).toEqual({ closed: 1, archived: 0 });
    expect(await now(session)).toMatchObject({ status: 'closed', closedAt: world.clock.now() });
    expect(changed).toEqual([session.state.id]);
    expect(await sweep.execute()).toEqual({ closed: 0, archived: 0 });
  });

  it('counts from the last sign of life', async () => {
    const session = await begun();
    world.clock.advance(29 * minute);
    await scoped().widget.touchSession(session.state.id, world.clock.now(), {});
    world.clock.advance(29 * minute);
    await sweep.execute();
    expect((await now(session))?.status).toBe('active');
  });

  it('ends the conversation that only the assistant had', async () => {
    const id = await talk();
    await begun(id);
    world.clock.advance(30 * minute);
    await sweep.execute();
    const conversation = await scoped().conversations.find(id);
    expect(conversation?.state).toMatchObject({ status: 'closed', resolution: 'idle' });
  });

  it('leaves one a person is awaited in to the team', async () => {
    const id = await talk();
    const { conversations } = scoped();
    const conversation = await conversations.find(id);
    if (conversation === null) throw new Error('it is gone');
    await conversations.save(conversation.escalate('customer_asked', world.clock.now()), {});
    const session = await begun(id);
    world.clock.advance(30 * minute);
    await sweep.execute();
    expect((await now(session))?.status).toBe('closed');
    expect((await conversations.find(id))?.state).toMatchObject({ status: 'open', mode: 'waiting' });
  });

  it('puts a visit away ninety days after its end', async () => {
    const session = await begun();
    world.clock.advance(30 * minute);
    await sweep.execute();
    world.clock.advance(90 * day - 1);
    expect((await sweep.execute()).archived).toBe(0);
    world.clock.advance(1);
    expect((await sweep.execute()).archived).toBe(1);
    expect((await now(session))?.status).toBe('archived');
  });
});

describe('a visit', () => {
  const visitorOf = ({ state }: WidgetSession) =>
    ({ kind: 'visitor', tenantId, visitorId: state.visitorId, sessionId: state.id }) as const;

  it('is over for whoever asks, before the sweep comes by', async () => {
    const session = await begun();
    world.clock.advance(30 * minute);
    expect((await visits.of(visitorOf(session))).session.state.status).toBe('closed');
  });

  it('is not there for another visitor, nor in another business', async () => {
    const session = await begun();
    const stranger = { ...visitorOf(session), visitorId: world.ids.visitor() };
    await expect(visits.of(stranger)).rejects.toMatchObject({ code: 'resource.not_found' });
    const elsewhere = { ...visitorOf(session), tenantId: TenantId(`ten_${'0'.repeat(32)}`) };
    await expect(visits.of(elsewhere)).rejects.toMatchObject({ code: 'resource.not_found' });
  });

  it('closed twice at once is closed once', async () => {
    const session = await begun();
    const both = await Promise.all([visits.end(session, 'visitor_left'), visits.end(session, 'idle')]);
    expect(both.map((visit) => visit.session.state.status)).toEqual(['closed', 'closed']);
  });
});
