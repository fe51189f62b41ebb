import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InProcessLiveBus } from '#adapters/live-bus/in-process/in-process-live-bus';
import { LeaseLost, type SessionRef } from '#application/ports/channel-session-store';
import type { Job } from '#application/ports/job-queue';
import type { LiveNotice } from '#application/ports/live-bus';
import { AskHolder } from '#application/whatsapp/ask-holder';
import { FulfilWishes } from '#application/whatsapp/fulfil-wishes';
import { HeldSession, HeldSessions } from '#application/whatsapp/held-session';
import { newSession } from '#application/whatsapp/known-session';
import type { NumberCommands } from '#application/whatsapp/number-wish';
import { NotLinked } from '#application/whatsapp/session-refusals';
import { ConversationId } from '#domain/shared/ids';
import { SilentTelemetry } from '#test/support/silent-telemetry';
import { storeBuilders } from '#test/support/store-builders';
import { WatchedStore } from '#test/support/watched-store';
import { openWorld } from '../world.js';

type World = Awaited<ReturnType<typeof openWorld>>;

/** A process: what it holds, and what it was told to do. */
class Process {
  readonly done: string[] = [];
  readonly held = new HeldSessions();
  readonly jobs: Job[] = [];
  readonly telemetry = new SilentTelemetry();
  failure: Error | null = null;
  readonly ask: AskHolder;
  readonly wishes: FulfilWishes;

  constructor(name: string, world: World, bus: InProcessLiveBus, isHere: boolean) {
    const act = (what: string) => (): Promise<void> => {
      if (this.failure !== null) return Promise.reject(this.failure);
      this.done.push(what);
      return Promise.resolve();
    };
    const commands: NumberCommands = {
      link: act('link'),
      cancelLink: act('cancel_link'),
      logOut: act('log_out'),
      pause: act('pause'),
      resume: act('resume'),
      changeSending: act('sending'),
    };
    const { clock } = world;
    const store = watched.watch(world.store);
    const queue = { enqueue: (job: Job) => void this.jobs.push(job) };
    const keeper = {
      announce: (about: SessionRef) => bus.publish({ kind: 'channel_session', ...about }),
    };
    const shared = { store, clock, bus, held: this.held, commands, telemetry: this.telemetry };
    this.ask = new AskHolder({ ...shared, isHere });
    this.wishes = new FulfilWishes({ ...shared, queue, keeper, holder: name });
  }
}

let world: World;
let watched: WatchedStore;
let bus: InProcessLiveBus;
let api: Process;
let one: Process;
let two: Process;
let ref: SessionRef;

beforeEach(async () => {
  world = await openWorld();
  watched = new WatchedStore();
  const { tenantId } = await world.admin();
  const make = storeBuilders(world.clock);
  const channel = make.aChannel(tenantId, { kind: 'whatsapp' });
  await world.store.tenant(tenantId).channels.save(channel, make.anAudit());
  ref = { tenantId, channelId: channel.id };
  bus = new InProcessLiveBus();
  api = new Process('api', world, bus, false);
  [one, two] = [new Process('one', world, bus, true), new Process('two', world, bus, true)];
});
afterEach(async () => {
  await Promise.all([one.wishes.stop(), two.wishes.stop()]);
  await world.store.close();
});

const holds = async (process: Process, name: string): Promise<void> => {
  const lease = await world.store.tenant(ref.tenantId).sessions.claim(ref.channelId, name, 15_000);
  const known = newSession(ref, { engine: 'baileys', preset: 'off', at: world.clock.now() });
  process.held.add(new HeldSession({ ref, fence: lease?.fence ?? 0, known, ledger: null }, world.clock.now()));
};
/** Time goes on while somebody waits, and stands still while the disk is waited for. */
const passing = async <T>(waiting: Promise<T>): Promise<T> => {
  const state = { isOver: false };
  const over = waiting.finally(() => {
    state.isOver = true;
  });
  over.catch(() => undefined);
  while (!state.isOver) {
    await new Promise((resolve) => setImmediate(resolve));
    if (watched.isCalm) world.clock.advance(50);
  }
  return over;
};
const start = (): void => {
  one.wishes.start();
  two.wishes.start();
};

describe('what a person asks of a number', () => {
  it('is done by the process that holds it, and by no other', async () => {
    await holds(two, 'two');
    start();
    await passing(api.ask.pause(ref));
    expect([one.done, two.done]).toEqual([[], ['pause']]);
  });

  it('is done at once, and without a wish, where it is held', async () => {
    await holds(one, 'one');
    const heard: LiveNotice['kind'][] = [];
    bus.subscribe(({ kind }) => void heard.push(kind));
    await one.ask.logOut(ref);
    expect([one.done, heard]).toEqual([['log_out'], []]);
  });

  it('is done by one of those who could, where nobody holds it', async () => {
    start();
    await passing(api.ask.link(ref, { kind: 'qr' }));
    expect([...one.done, ...two.done]).toEqual(['link']);
  });

  it('reaches its holder when the bus says nothing', async () => {
    await holds(one, 'one');
    bus = new InProcessLiveBus();
    const deaf = new Process('deaf', world, bus, false);
    start();
    await passing(deaf.ask.resume(ref));
    expect(one.done).toEqual(['resume']);
  });

  it('is refused as it would be there', async () => {
    await holds(one, 'one');
    one.failure = new NotLinked('no phone is linked', {});
    start();
    await expect(passing(api.ask.pause(ref))).rejects.toBeInstanceOf(NotLinked);
    one.failure = new LeaseLost('gone', {});
    await expect(passing(api.ask.pause(ref))).rejects.toBeInstanceOf(LeaseLost);
    one.failure = new Error('secret words of a library');
    await expect(passing(api.ask.pause(ref))).rejects.toMatchObject({ code: 'channel_session.not_done' });
    expect(one.telemetry.errors).toHaveLength(1);
  });

  it('is refused where nobody serves numbers, and not done later', async () => {
    await expect(passing(api.ask.pause(ref))).rejects.toMatchObject({
      code: 'channel_session.nobody_serves_numbers',
      kind: 'unavailable',
    });
    one.wishes.start();
    await one.wishes.look();
    expect(one.done).toEqual([]);
  });

  it('is refused when somebody wants something else at the same moment', async () => {
    const said = new Promise<void>((resolve) => {
      bus.subscribe(({ kind }) => void (kind === 'channel_wish' && resolve()));
    });
    const first = expect(passing(api.ask.pause(ref))).rejects.toMatchObject({ code: 'channel_session.wish_replaced' });
    await said;
    await world.store.tenant(ref.tenantId).wishes.add(ref.channelId, { want: 'resume' });
    await first;
  });

  it('changes how it sends without a process that serves it, if nobody holds it', async () => {
    await api.ask.changeSending(ref, { preset: 'normal', replyOnly: true, quietHours: null });
    expect(api.done).toEqual(['sending']);
  });
});

it('a message that waits for its number’s holder is taken by the process of that name', () => {
  start();
  const conversationId = ConversationId('cnv_1');
  bus.publish({ kind: 'held_delivery', tenantId: ref.tenantId, conversationId, holder: 'two' });
  expect([one.jobs, two.jobs]).toEqual([[], [{ kind: 'deliver', tenantId: ref.tenantId, conversationId }]]);
});
