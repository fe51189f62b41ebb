import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '#application/ports/store';
import { ReadKillSwitches } from '#application/tenancy/read-kill-switches';
import { Switches } from '#application/tenancy/switches';
import { UpdateSettings } from '#application/tenancy/update-settings';
import { UseKillSwitch } from '#application/tenancy/use-kill-switch';
import { ConversationId, type TenantId } from '#domain/shared/ids';
import { SilentTelemetry } from '../../../support/silent-telemetry.js';
import { openWorld, overlay, type UserPrincipal, type World } from '../world.js';

let world: World;
let switches: Switches;
let here: UserPrincipal & { tenantId: TenantId };
let there: UserPrincipal & { tenantId: TenantId };
let telemetry: SilentTelemetry;
beforeEach(async () => {
  world = await openWorld();
  telemetry = new SilentTelemetry();
  readings = [];
  readSwitches = () => world.store.platform.killSwitches();
  switches = new Switches({ ...world, store: watched(), telemetry });
  here = await world.admin();
  there = await world.admin();
});
afterEach(async () => {
  switches.stop();
  await world.close();
});

const use = (by: UserPrincipal, scope: 'platform' | 'tenant', on: boolean, reason = 'a wrong price') =>
  new UseKillSwitch({ ...world, switches }).execute({ by, scope, on, reason });
/** A bus that loses every notice. */
const deaf = { publish: () => undefined, subscribe: () => () => undefined };
/** Another process's switch: nobody here is told. */
const useElsewhere = (by: UserPrincipal, on: boolean) =>
  new UseKillSwitch({ ...world, bus: deaf, switches: { refresh: async () => undefined } }).execute({
    by,
    scope: 'tenant',
    on,
    reason: '',
  });
const withPlatform = (changes: Partial<Store['platform']>): Store =>
  overlay(world.store, { platform: overlay(world.store.platform, changes) });

/** Every reading of the switches so far, and what `settled` waits for. */
let readings: Promise<unknown>[];
let readSwitches: Store['platform']['killSwitches'];
const watched = (): Store =>
  withPlatform({
    killSwitches: () => {
      const reading = readSwitches();
      readings.push(reading);
      return reading;
    },
  });
/** Resolves when every reading has arrived, and those it caused. */
const settled = async (): Promise<void> => {
  for (let seen = -1; seen !== readings.length; ) {
    seen = readings.length;
    await Promise.allSettled(readings);
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }
};

describe('the kill switch', () => {
  it('of a tenant bites before the call returns, there and nowhere else', async () => {
    await switches.start();
    expect([switches.isKilled(here.tenantId), switches.isKilled(there.tenantId)]).toEqual([false, false]);
    await use(here, 'tenant', true);
    expect([switches.isKilled(here.tenantId), switches.isKilled(there.tenantId)]).toEqual([true, false]);
    await use(here, 'tenant', false);
    expect(switches.isKilled(here.tenantId)).toBe(false);
    expect((await world.logged(here.tenantId)).slice(-2)).toEqual(['kill_switch.turned_on', 'kill_switch.turned_off']);
  });

  it('is in force when the call returns though the notice is lost, and sends one to the others', async () => {
    await switches.start();
    await new UseKillSwitch({ ...world, bus: deaf, switches }).execute({
      by: here,
      scope: 'tenant',
      on: true,
      reason: '',
    });
    expect(switches.isKilled(here.tenantId)).toBe(true);
    const notices: unknown[] = [];
    world.bus.subscribe((notice) => notices.push(notice));
    await use(here, 'tenant', false);
    await use(await world.superAdmin(), 'platform', true);
    expect(notices).toEqual([
      { kind: 'switches', tenantId: here.tenantId },
      { kind: 'switches', tenantId: null },
    ]);
  });

  it('of the platform stops everybody', async () => {
    await switches.start();
    await use(await world.superAdmin(), 'platform', true);
    expect([switches.isKilled(here.tenantId), switches.isKilled(there.tenantId)]).toEqual([true, true]);
    expect((await world.logged(null)).at(-1)).toBe('kill_switch.turned_on');
  });

  it('holds everything back until it was read once', async () => {
    expect(switches.isKilled(here.tenantId)).toBe(true);
    await switches.start();
    expect(switches.isKilled(here.tenantId)).toBe(false);
  });

  it('is shown with its reason, and without who used it', async () => {
    await use(await world.superAdmin(), 'platform', true, 'maintenance');
    await use(here, 'tenant', true);
    const read = await new ReadKillSwitches(world).execute({ by: here });
    expect(read).toEqual({
      platform: { on: true, reason: 'maintenance', at: world.clock.now() },
      tenant: { on: true, reason: 'a wrong price', at: world.clock.now() },
    });
    expect((await new ReadKillSwitches(world).execute({ by: there })).tenant).toBeNull();
  });

  it('takes a reason of at most 300 characters', async () => {
    await use(here, 'tenant', true, 'x'.repeat(300));
    await expect(use(here, 'tenant', true, 'x'.repeat(301))).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('turned off, wakes what waited: of its tenant only, or of everybody', async () => {
    const waiting = [here, there].map(({ tenantId }, n) => ({ tenantId, conversationId: ConversationId(`cnv_${n}`) }));
    const store = withPlatform({ dueDeliveries: async () => waiting });
    const turn = (by: UserPrincipal, scope: 'platform' | 'tenant', on: boolean) =>
      new UseKillSwitch({ ...world, store, switches }).execute({ by, scope, on, reason: '' });
    await turn(here, 'tenant', true);
    expect(world.queue.jobs).toEqual([]);
    await turn(here, 'tenant', false);
    expect(world.queue.jobs).toEqual([{ kind: 'deliver', ...waiting[0] }]);
    await turn(await world.superAdmin(), 'platform', false);
    expect(world.queue.jobs).toHaveLength(3);
  });
});

describe('what is kept in memory', () => {
  it('follows a switch used elsewhere within 250 ms, and again after that', async () => {
    await switches.start();
    await useElsewhere(here, true);
    world.clock.advance(249);
    await settled();
    expect(switches.isKilled(here.tenantId)).toBe(false);
    world.clock.advance(1);
    await settled();
    expect(switches.isKilled(here.tenantId)).toBe(true);
    await useElsewhere(here, false);
    world.clock.advance(250);
    await settled();
    expect(switches.isKilled(here.tenantId)).toBe(false);
  });

  it('follows a notice without waiting for the timer', async () => {
    await switches.start();
    await useElsewhere(here, true);
    world.bus.publish({ kind: 'switches', tenantId: here.tenantId });
    await settled();
    expect(switches.isKilled(here.tenantId)).toBe(true);
  });

  it('keeps what it knows while the store does not answer, says so, and recovers', async () => {
    await useElsewhere(here, true);
    await switches.start();
    readSwitches = () => Promise.reject(new Error('disk'));
    await useElsewhere(here, false);
    world.clock.advance(250);
    await settled();
    expect(switches.isKilled(here.tenantId)).toBe(true);
    expect(telemetry.errors.map((each) => each.event)).toEqual(['switches.unreadable']);
    readSwitches = () => world.store.platform.killSwitches();
    world.clock.advance(250);
    await settled();
    expect(switches.isKilled(here.tenantId)).toBe(false);
  });

  it('never takes the answer of a reading that began before', async () => {
    const answers: ((on: boolean) => void)[] = [];
    readSwitches = () =>
      new Promise((resolve) =>
        answers.push((on) =>
          resolve([{ tenantId: here.tenantId, on, reason: '', by: null, at: new Date(), version: 1 }]),
        ),
      );
    const old = switches.refresh();
    const fresh = switches.refresh();
    answers[0]?.(false);
    await old;
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    answers[1]?.(true);
    await fresh;
    expect(switches.isKilled(here.tenantId)).toBe(true);
  });

  it('stops when told: no timer, no listening', async () => {
    await switches.start();
    switches.stop();
    await useElsewhere(here, true);
    world.bus.publish({ kind: 'switches', tenantId: null });
    world.clock.advance(10_000);
    await settled();
    expect(switches.isKilled(here.tenantId)).toBe(false);
  });
});

describe("a tenant's record", () => {
  const named = async (): Promise<string | undefined> => (await switches.tenant(here.tenantId))?.state.name;
  const rename = (name: string, version: number, bus = world.bus) =>
    new UpdateSettings({ ...world, bus }).execute({ by: here, version, name });
  const counting = () => {
    let reads = 0;
    const store = overlay(world.store, {
      tenant: (id: TenantId) => {
        reads += 1;
        return world.store.tenant(id);
      },
    });
    switches = new Switches({ ...world, telemetry, store });
    return () => reads;
  };

  it('is read once a second at most, however often it is asked for', async () => {
    const reads = counting();
    await switches.start();
    for (let n = 0; n < 100; n += 1) await named();
    expect(reads()).toBe(1);
    world.clock.advance(1_000);
    await named();
    expect(reads()).toBe(2);
  });

  it('is new right after it was saved here, and after a second if it was saved elsewhere', async () => {
    await switches.start();
    await named();
    await rename('Second', 1);
    expect(await named()).toBe('Second');
    await rename('Third', 2, { publish: () => undefined, subscribe: () => () => true } as unknown as typeof world.bus);
    expect(await named()).toBe('Second');
    world.clock.advance(1_000);
    expect(await named()).toBe('Third');
  });

  it('read before a save and arriving after it is not kept', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let first = true;
    const store = overlay(world.store, {
      tenant: (id: TenantId) => {
        const scoped = world.store.tenant(id);
        const findTenant = async () => {
          const read = await scoped.findTenant();
          if (first) {
            first = false;
            await gate;
          }
          return read;
        };
        return overlay(scoped, { findTenant });
      },
    });
    switches = new Switches({ ...world, telemetry, store });
    await switches.start();
    const early = named();
    await rename('Second', 1);
    release();
    expect(await early).toBe('Noor Spa');
    expect(await named()).toBe('Second');
  });

  it('of nobody is null', async () => {
    await switches.start();
    expect(await switches.tenant('ten_0' as TenantId)).toBeNull();
  });
});
