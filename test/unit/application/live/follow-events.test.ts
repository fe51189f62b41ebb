import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InProcessLiveLog } from '#adapters/live-bus/in-process/in-process-live-log';
import type { Principal } from '#application/identity/principal';
import { RevokeSession } from '#application/identity/revoke-session';
import { FollowEvents, type Listener } from '#application/live/follow-events';
import type { TenantId } from '#domain/shared/ids';
import { OrderId } from '#domain/shared/ids';
import { SilentTelemetry } from '../../../support/silent-telemetry.js';
import { openWorld, overlay, type UserPrincipal, type World } from '../world.js';

let world: World;
let admin: UserPrincipal & { tenantId: TenantId };
let follow: FollowEvents;

const following = (store = world.store): FollowEvents => {
  const log = new InProcessLiveLog({ bus: world.bus, name: () => world.secrets.random(6) });
  return new FollowEvents({ store, clock: world.clock, log, telemetry: new SilentTelemetry() });
};

beforeEach(async () => {
  world = await openWorld();
  admin = await world.admin();
  follow = following();
});
afterEach(() => world.close());

class Screen implements Listener {
  readonly heard: string[] = [];
  isOver = false;
  isSlow = false;
  hello = (): boolean => this.#hear('hello');
  reset = (): boolean => this.#hear('reset');
  event: Listener['event'] = ({ notice }) => this.#hear(notice.kind);
  end = (): void => {
    this.isOver = true;
  };
  #hear(what: string): boolean {
    this.heard.push(what);
    return !this.isSlow;
  }
}

const open = (by: Principal = admin, of = follow): Screen => {
  const screen = new Screen();
  of.execute({ by, lastId: null, listener: screen });
  return screen;
};
/** The checks read the store, whose answers come later. */
const settled = async (screen: Screen, isOver: boolean): Promise<void> => {
  await expect.poll(() => screen.isOver).toBe(isOver);
};
const order = () =>
  world.bus.publish({ kind: 'order', tenantId: admin.tenantId, orderId: OrderId('ord_1'), isNew: true });

describe('a stream', () => {
  it('ends within thirty seconds after its session was revoked, without anybody saying so', async () => {
    const screen = open();
    await new RevokeSession(world).execute({ by: admin, sessionId: admin.sessionId });
    world.clock.advance(30_000);
    await settled(screen, true);
  });

  it('stays open while the person stands, check after check', async () => {
    const screen = open();
    for (let n = 0; n < 5; n += 1) {
      world.clock.advance(20_000);
      // The check re-arms the timer when it is done: a read of the store later.
      await world.store.platform.findSession(admin.sessionId);
      await new Promise(setImmediate);
    }
    order();
    expect(screen.isOver).toBe(false);
    expect(screen.heard).toEqual(['hello', 'order']);
  });

  it('hears less as soon as its person may read less', async () => {
    const viewer = await world.member(admin, 'viewer');
    const screen = open(viewer);
    const { team } = world.store.tenant(admin.tenantId);
    const member = await team.findMember(viewer.actor.userId);
    if (member === null) throw new Error('the member is there');
    const role = { id: world.ids.role(), tenantId: admin.tenantId, name: 'None', permissions: [], version: 0 };
    const audit = { actor: admin.actor, action: 'x', target: 'x', facts: {}, at: world.clock.now() };
    await team.saveRole(role, audit);
    await team.saveMember({ ...member, role: role.id }, audit);
    world.bus.publish({ kind: 'settings', tenantId: admin.tenantId, area: 'team' });
    await expect
      .poll(() => {
        const before = screen.heard.length;
        order();
        return screen.heard.length - before;
      })
      .toBe(0);
    expect(screen.isOver).toBe(false);
  });

  it('stays when the store does not answer for a moment', async () => {
    let isDown = true;
    let asked = 0;
    const platform = overlay(world.store.platform, {
      findSession: (id) => {
        asked += 1;
        return isDown ? Promise.reject(new Error('disk')) : world.store.platform.findSession(id);
      },
    });
    const screen = open(admin, following(overlay(world.store, { platform })));
    world.clock.advance(20_000);
    await expect.poll(() => asked).toBe(1);
    isDown = false;
    expect(screen.isOver).toBe(false);
    await new Promise(setImmediate);
    world.clock.advance(20_000);
    await expect.poll(() => asked).toBe(2);
    expect(screen.isOver).toBe(false);
  });

  it('is told to read everything again when other processes could not be heard', () => {
    const screen = open();
    world.bus.publish({ kind: 'missed', tenantId: null });
    order();
    expect(screen.heard).toEqual(['hello', 'reset', 'order']);
  });

  it('is let go when it cannot keep up', () => {
    const screen = open();
    screen.isSlow = true;
    order();
    order();
    expect(screen).toMatchObject({ isOver: true, heard: ['hello', 'order'] });
  });
});
