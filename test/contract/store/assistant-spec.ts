import { describe, expect, it } from 'vitest';
import { defaultAssistantId, firstVersionId } from '#domain/shared/ids';
import { Currency, Money } from '#domain/shared/money';
import { StaleWrite } from '#domain/shared/stale-write';
import { configOfSettings, withVersion } from '#domain/studio/assistant-config';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import type { StoreWorld } from './store-world.js';

export const assistantSpec = (world: () => StoreWorld): void => {
  const how = () => ({ origin: 'exam', reason: '', exam: null, by: 'Sara', at: world().clock.now() }) as const;

  describe('assistants', () => {
    it('begin with a default one, live with the tenant’s own settings', async () => {
      const { store } = world().a;
      const id = defaultAssistantId(store.tenantId);
      expect(await store.assistants.live()).toMatchObject([
        { id, isDefault: true, versionId: firstVersionId(store.tenantId), number: 1 },
      ]);
      const [live] = await store.assistants.live();
      expect(live?.config).toEqual(configOfSettings(defaultAssistantSettings));
      expect((await store.assistants.find(id))?.state.publications).toMatchObject([{ origin: 'start', number: 1 }]);
      expect((await store.assistants.findVersion(firstVersionId(store.tenantId)))?.state.status).toBe('published');
    });

    it('come back whole, the default first, and are not overwritten by an older copy', async () => {
      const { make, a } = world();
      const { assistants, tenantId } = a.store;
      const saved = await assistants.save(make.anAssistant(tenantId), make.anAudit());
      expect((await assistants.find(saved.state.id))?.state).toEqual(saved.state);
      expect((await assistants.list()).map(({ state }) => state.isDefault)).toEqual([true, false]);
      await assistants.save(saved.with({ name: 'Parties' }), make.anAudit());
      await expect(assistants.save(saved.with({ name: 'Funerals' }), make.anAudit())).rejects.toBeInstanceOf(
        StaleWrite,
      );
      expect((await assistants.list())[1]?.state.name).toBe('Parties');
    });

    it('that were never published answer nobody; removed ones are gone with their versions', async () => {
      const { make, a } = world();
      const { assistants, studioRuns, tenantId } = a.store;
      const saved = await assistants.save(make.anAssistant(tenantId), make.anAudit());
      const version = await assistants.saveVersion(
        make.aVersion(tenantId, { assistantId: saved.state.id, number: 1 }),
        make.anAudit(),
      );
      const run = await studioRuns.add(make.aRun(version), make.anAudit());
      expect(await assistants.live()).toHaveLength(1);
      await assistants.remove(saved, make.anAudit());
      expect(await assistants.findVersion(version.state.id)).toBeNull();
      expect(await studioRuns.find(run.state.id)).toBeNull();
      await expect(assistants.remove(saved, make.anAudit())).rejects.toBeInstanceOf(StaleWrite);
    });

    it('have one version of each number', async () => {
      const { make, a } = world();
      const { assistants, tenantId } = a.store;
      await assistants.saveVersion(make.aVersion(tenantId), make.anAudit());
      await expect(assistants.saveVersion(make.aVersion(tenantId), make.anAudit())).rejects.toBeInstanceOf(StaleWrite);
    });

    it('are published all or nothing, and what is read next is what was published', async () => {
      const { make, a, clock } = world();
      const { assistants, tenantId } = a.store;
      const before = (await assistants.find(defaultAssistantId(tenantId)))!;
      const config = { ...configOfSettings(defaultAssistantSettings), confidenceThreshold: 0.7 };
      const draft = await assistants.saveVersion(make.aVersion(tenantId, { config }), make.anAudit());
      const version = draft.test().published(clock.now());
      const tenant = (await a.store.findTenant())!;
      const assistant = before.publish(version, how());
      const stale = tenant.with({ assistant: withVersion(tenant.state.assistant, config) });
      await a.store.saveTenant(tenant.with({ name: 'Noor' }), make.anAudit());
      await expect(assistants.publish({ assistant, version, tenant: stale }, make.anAudit())).rejects.toBeInstanceOf(
        StaleWrite,
      );
      expect((await assistants.live())[0]?.config.confidenceThreshold).toBe(0.85);
      expect((await assistants.findVersion(draft.state.id))?.state.status).toBe('draft');
      const current = (await a.store.findTenant())!;
      const fresh = current.with({ assistant: withVersion(current.state.assistant, config) });
      await assistants.publish({ assistant, version, tenant: fresh }, make.anAudit());
      expect(await assistants.live()).toMatchObject([{ number: 2, config: { confidenceThreshold: 0.7 } }]);
      expect((await a.store.findTenant())?.state.assistant.confidenceThreshold).toBe(0.7);
    });
  });

  describe('exams and replays', () => {
    it('are claimed by one, who keeps them for as long as they go on', async () => {
      const { make, a, clock } = world();
      const { assistants, studioRuns, tenantId } = a.store;
      const version = (await assistants.findVersion(firstVersionId(tenantId)))!;
      const { state } = await studioRuns.add(make.aRun(version), make.anAudit());
      expect(await world().store.platform.dueStudioRuns(10)).toEqual([{ tenantId, runId: state.id }]);
      const claimed = (await studioRuns.claim(state.id, 60_000))!;
      expect(claimed.state.status).toBe('running');
      expect(await studioRuns.claim(state.id, 60_000)).toBeNull();
      expect(await world().store.platform.dueStudioRuns(10)).toEqual([]);
      clock.advance(30_000);
      const later = await studioRuns.save(claimed.progress(3, 10), 60_000);
      clock.advance(59_000);
      expect(await studioRuns.claim(state.id, 60_000)).toBeNull();
      clock.advance(1_000);
      const taken = (await studioRuns.claim(state.id, 60_000))!;
      await expect(studioRuns.save(later.progress(4, 10), 60_000)).rejects.toBeInstanceOf(StaleWrite);
      await studioRuns.save(taken.cancel(clock.now()), 0);
      expect(await studioRuns.claim(state.id, 60_000)).toBeNull();
      expect((await studioRuns.list(version.state.assistantId, 10)).map((run) => run.state.status)).toEqual([
        'cancelled',
      ]);
    });
  });

  describe('suggestions', () => {
    it('come with the turn that made them, once, and overtake the one before', async () => {
      const { make, a } = world();
      const first = await world().leased();
      const turn = make.aTurn(first.conversation, { replies: [], escalation: 'awaiting_approval' });
      const suggestion = make.aSuggestion(a.store.tenantId, first.conversationId, turn.id);
      await a.store.turns.write(turn, first.fence);
      const effects = make.effectsOf(turn, first.conversation, { suggestion });
      await a.store.turns.apply(turn, effects);
      await a.store.turns.apply(turn, effects);
      expect((await a.store.suggestions.open(first.conversationId))?.state).toEqual({
        ...suggestion.state,
        version: 1,
      });
      const second = await world().leased();
      const next = make.aTurn(second.conversation, { replies: [] });
      await a.store.turns.write(next, second.fence);
      const newer = make.aSuggestion(a.store.tenantId, first.conversationId, next.id);
      await a.store.turns.apply(next, make.effectsOf(next, second.conversation, { suggestion: newer }));
      expect((await a.store.suggestions.find(suggestion.state.id))?.state.status).toBe('overtaken');
      expect((await a.store.suggestions.open(first.conversationId))?.state.id).toBe(newer.state.id);
    });

    it('are decided once, and then listed, newest decision first', async () => {
      const { make, a, clock } = world();
      const { conversationId, turn } = await world().answered();
      const { suggestions, tenantId } = a.store;
      const saved = await suggestions.save(make.aSuggestion(tenantId, conversationId, turn.id));
      const { assistantId } = saved.state;
      expect(await suggestions.decided(assistantId, 10)).toEqual([]);
      const decided = await suggestions.save(saved.decide('edited', 'Sara', clock.now()));
      expect((await suggestions.decided(assistantId, 10)).map(({ state }) => state)).toEqual([decided.state]);
      await expect(suggestions.save(saved.decide('sent', 'Ali', clock.now()))).rejects.toBeInstanceOf(StaleWrite);
      expect(await suggestions.open(conversationId)).toBeNull();
    });
  });

  describe('the price book', () => {
    it('has a record for every price there was, and none where nothing of it changed', async () => {
      const { make, a, clock } = world();
      const { catalogue, prices, tenantId } = a.store;
      const price = (minor: bigint) => Money.of(minor, Currency('AED'));
      const [one] = await catalogue.saveServices([make.aService(tenantId, { price: price(15_000n) })], []);
      const first = (await prices.latest(one!.id))!;
      expect(first).toMatchObject({ serviceVersion: 1, price: price(15_000n), validFrom: clock.now() });
      expect(first.hash).toMatch(/^[0-9a-f]{64}$/);
      clock.advance(1_000);
      const [two] = await catalogue.saveServices([{ ...one!, aliases: ['other'] }], []);
      expect(await prices.at(one!.id, 2)).toEqual(first);
      clock.advance(1_000);
      await catalogue.saveServices([{ ...two!, price: price(20_000n) }], []);
      expect((await prices.latest(one!.id))?.price).toEqual(price(20_000n));
      expect(await prices.at(one!.id, 2)).toEqual(first);
      expect(await prices.at(one!.id, 0)).toBeNull();
    });
  });

  it('a message may be called back before it leaves', async () => {
    const { make, clock } = world();
    const { b } = world();
    const other = await world().leased(b);
    const turn = make.aTurn(other.conversation);
    const held = { ...turn, replies: turn.replies.map((reply) => ({ ...reply, holdMs: 5_000 })) };
    await b.store.turns.write(held, other.fence);
    await b.store.turns.apply(held, make.effectsOf(held, other.conversation));
    expect(await b.store.messages.claimDelivery(other.conversationId, false)).toEqual({ kind: 'wait', untilMs: 5_000 });
    clock.advance(5_000);
    expect((await b.store.messages.claimDelivery(other.conversationId, false)).kind).toBe('claimed');
  });
};
