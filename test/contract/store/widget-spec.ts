import { describe, expect, it } from 'vitest';
import { defaultWidgetSettings } from '#domain/channel/widget-settings';
import type { WidgetSessionId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import type { StoreWorld } from './store-world.js';

export const widgetSpec = (world: () => StoreWorld): void => {
  const state = async (id: WidgetSessionId) => (await world().a.store.widget.findSession(id))!.state;

  describe('the settings of the widget', () => {
    it('are the defaults until somebody saves them, and then by compare-and-set', async () => {
      const { a, make, clock } = world();
      const { widget, tenantId, audit } = a.store;
      const defaults = defaultWidgetSettings(tenantId);
      expect(await widget.settings()).toEqual(defaults);
      const seen = { origin: 'https://shop.example', at: clock.now() };
      const changed = { ...defaults, domains: ['shop.example'], menu: make.ids.flow(), seen };
      const saved = await widget.saveSettings(changed, make.anAudit());
      expect(saved).toEqual({ ...changed, version: 1 });
      expect(await widget.settings()).toEqual(saved);
      const second = await widget.saveSettings({ ...saved, enabled: false }, null);
      expect(await widget.settings()).toEqual({ ...saved, enabled: false, version: 2 });
      for (const version of [0, 1])
        await expect(widget.saveSettings({ ...second, version }, make.anAudit())).rejects.toBeInstanceOf(StaleWrite);
      expect(await audit.since(2, 10)).toHaveLength(1);
    });
  });

  describe('a page that loads the chat', () => {
    const page = { origin: 'https://shop.example' };

    it('is noted without a word to whoever changes the settings', async () => {
      const { a, make, clock } = world();
      const { widget } = a.store;
      const before = await widget.settings();
      await widget.noteSeen(page.origin, clock.now());
      expect(await widget.settings()).toEqual({ ...before, seen: { ...page, at: clock.now() } });
      const first = await widget.saveSettings({ ...before, enabled: false }, make.anAudit());
      expect(first).toMatchObject({ enabled: false, version: 1, seen: { ...page, at: clock.now() } });
      clock.advance(60_000);
      await widget.noteSeen('https://other.example', clock.now());
      const second = await widget.saveSettings({ ...first, enabled: true }, make.anAudit());
      expect(second).toMatchObject({ enabled: true, version: 2, seen: { origin: 'https://other.example' } });
      expect(await widget.settings()).toEqual(second);
    });

    it('makes no room for a second first version', async () => {
      const { a, make, clock } = world();
      const { widget } = a.store;
      const defaults = await widget.settings();
      await widget.noteSeen(page.origin, clock.now());
      await widget.saveSettings(defaults, make.anAudit());
      await widget.noteSeen(page.origin, clock.now());
      await expect(widget.saveSettings(defaults, make.anAudit())).rejects.toBeInstanceOf(StaleWrite);
    });
  });

  describe('a session of a visitor', () => {
    it('comes back whole, and is not overwritten by an older copy', async () => {
      const { a, make, clock } = world();
      const { widget, tenantId } = a.store;
      const kept = { ip: '192.0.2.7', userAgent: 'Firefox', referrer: 'https://a.example/', consentAt: clock.now() };
      const saved = await widget.saveSession(make.aWidgetSession(tenantId, kept));
      expect(saved.state.version).toBe(1);
      expect(await state(saved.state.id)).toEqual(saved.state);
      const rated = saved.with({ rating: { score: 5, comment: 'ممتاز', at: clock.now() } });
      const closed = await widget.saveSession(rated.close(clock.now()));
      expect(await state(saved.state.id)).toEqual(closed.state);
      expect(closed.state).toEqual({ ...rated.state, status: 'closed', closedAt: clock.now(), version: 2 });
      await expect(widget.saveSession(saved.close(clock.now()))).rejects.toBeInstanceOf(StaleWrite);
      await expect(widget.saveSession(make.aWidgetSession(tenantId, { id: saved.state.id }))).rejects.toBeInstanceOf(
        StaleWrite,
      );
    });

    it('is found by the visitor and by the conversation, the newest of each', async () => {
      const { a, make, clock } = world();
      const { widget, tenantId } = a.store;
      const { conversationId } = await world().receive();
      const visitorId = make.ids.visitor();
      const one = await widget.saveSession(make.aWidgetSession(tenantId, { visitorId, conversationId }));
      expect((await widget.latestSessionOf(visitorId))?.state.id).toBe(one.state.id);
      clock.advance(1_000);
      const two = await widget.saveSession(make.aWidgetSession(tenantId, { visitorId, conversationId }));
      expect((await widget.latestSessionOf(visitorId))?.state.id).toBe(two.state.id);
      expect((await widget.sessionOf(conversationId))?.state.id).toBe(two.state.id);
      expect(await widget.latestSessionOf(make.ids.visitor())).toBeNull();
      expect(await widget.sessionOf(make.ids.conversation())).toBeNull();
    });

    it('moves forward with what happens, never back, and without a version', async () => {
      const { a, make, clock } = world();
      const { widget, tenantId } = a.store;
      const { conversationId } = await world().receive();
      const { state: before } = await widget.saveSession(make.aWidgetSession(tenantId));
      const at = (ms: number) => new Date(clock.now().getTime() + ms);
      const touches = [
        [at(3_000), { readSeq: 2 }],
        [at(1_000), { readSeq: 7, conversationId }],
        [at(2_000), {}],
      ] as const;
      await Promise.all(touches.map(([moment, more]) => widget.touchSession(before.id, moment, more)));
      expect(await state(before.id)).toEqual({ ...before, activeAt: at(3_000), readSeq: 7, conversationId });
    });

    it('keeps what touches moved since it was read, when it is saved', async () => {
      const { a, make, clock } = world();
      const { widget, tenantId } = a.store;
      const { conversationId } = await world().receive();
      const read = await widget.saveSession(make.aWidgetSession(tenantId));
      const later = new Date(clock.now().getTime() + 5_000);
      await widget.touchSession(read.state.id, later, { readSeq: 4, conversationId });
      const saved = await widget.saveSession(read.with({ consentAt: clock.now() }));
      expect(saved.state).toMatchObject({ readSeq: 4, conversationId, activeAt: later, consentAt: clock.now() });
      expect(await state(read.state.id)).toEqual(saved.state);
    });

    it('does not move once it is over', async () => {
      const { a, make, clock } = world();
      const { widget, tenantId } = a.store;
      const open = await widget.saveSession(make.aWidgetSession(tenantId));
      const closed = await widget.saveSession(open.close(clock.now()));
      await widget.touchSession(open.state.id, new Date('2030-01-01'), { readSeq: 9 });
      expect(await state(open.state.id)).toEqual(closed.state);
      await widget.touchSession(make.ids.widgetSession(), clock.now(), {});
    });

    it('is given to the sweeper once it is silent, and again long after its end', async () => {
      const { a, b, make, clock, store } = world();
      const start = async (at: typeof a) =>
        (await at.store.widget.saveSession(make.aWidgetSession(at.store.tenantId))).state;
      const first = await start(a);
      clock.advance(1_000);
      const second = await start(b);
      const ref = ({ tenantId, id }: typeof first) => ({ tenantId, sessionId: id });
      const later = (ms: number) => new Date(clock.now().getTime() + ms);
      expect(await store.platform.idleWidgetSessions(new Date(first.activeAt), 10)).toEqual([]);
      expect(await store.platform.idleWidgetSessions(later(1), 10)).toEqual([ref(first), ref(second)]);
      expect(await store.platform.idleWidgetSessions(later(1), 1)).toEqual([ref(first)]);
      await a.store.widget.touchSession(first.id, later(5_000), {});
      expect(await store.platform.idleWidgetSessions(later(1), 10)).toEqual([ref(second)]);
      expect(await store.platform.oldWidgetSessions(later(1), 10)).toEqual([]);
      const closed = await a.store.widget.saveSession((await a.store.widget.findSession(first.id))!.close(clock.now()));
      expect(await store.platform.oldWidgetSessions(clock.now(), 10)).toEqual([]);
      expect(await store.platform.oldWidgetSessions(later(1), 10)).toEqual([ref(first)]);
      await a.store.widget.saveSession(closed.archive());
      expect(await store.platform.oldWidgetSessions(later(1), 10)).toEqual([]);
    });
  });
};
