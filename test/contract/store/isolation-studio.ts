import type { ConversationId, TurnId } from '#domain/shared/ids';
import type { Business, StoreWorld } from './store-world.js';

/** What a business has in its studio, tried by another one. */
export const studioIsolation = (world: () => StoreWorld) => {
  const b = () => world().b.store;
  const audit = () => world().make.anAudit();

  const fill = async (conversationId: ConversationId, turnId: TurnId, { store }: Business = world().a) => {
    const { make } = world();
    const { tenantId, assistants, studioRuns, suggestions, catalogue } = store;
    const assistant = await assistants.save(make.anAssistant(tenantId), audit());
    const draft = make.aVersion(tenantId, { assistantId: assistant.state.id, number: 1 });
    const version = await assistants.saveVersion(draft, audit());
    const run = await studioRuns.add(make.aRun(version), audit());
    const suggestion = await suggestions.save(make.aSuggestion(tenantId, conversationId, turnId));
    const [service] = await catalogue.saveServices([make.aService(tenantId)], []);
    const label = make.aLabel(tenantId, turnId, { conversationId });
    await store.answerLabels.save(label);
    return { assistant, version, run, suggestion, priced: service!, conversationId, label };
  };
  type Of = { readonly studio: Awaited<ReturnType<typeof fill>> };

  const reads: Record<string, (of: Of) => Promise<unknown>> = {
    'assistants.find': ({ studio }) => b().assistants.find(studio.assistant.state.id),
    'assistants.findVersion': ({ studio }) => b().assistants.findVersion(studio.version.state.id),
    'studioRuns.find': ({ studio }) => b().studioRuns.find(studio.run.state.id),
    'studioRuns.claim': ({ studio }) => b().studioRuns.claim(studio.run.state.id, 1_000),
    'suggestions.find': ({ studio }) => b().suggestions.find(studio.suggestion.state.id),
    'suggestions.open': ({ studio }) => b().suggestions.open(studio.conversationId),
    'prices.at': ({ studio }) => b().prices.at(studio.priced.id, 1),
    'answerLabels.find': ({ studio }) => b().answerLabels.find(studio.label.turnId),
    'prices.latest': ({ studio }) => b().prices.latest(studio.priced.id),
  };
  const lists: Record<string, (of: Of) => Promise<readonly unknown[]>> = {
    'assistants.list': async () => (await b().assistants.list()).filter(({ state }) => !state.isDefault),
    'assistants.live': async () => (await b().assistants.live()).filter(({ isDefault }) => !isDefault),
    'assistants.versions': ({ studio }) => b().assistants.versions(studio.assistant.state.id),
    'studioRuns.list': ({ studio }) => b().studioRuns.list(studio.assistant.state.id, 10),
    'answerLabels.newest': () => b().answerLabels.newest(10),
    'suggestions.decided': ({ studio }) => b().suggestions.decided(studio.suggestion.state.assistantId, 10),
  };
  const writes: Record<string, (of: Of) => Promise<unknown>> = {
    'assistants.save': ({ studio }) => b().assistants.save(studio.assistant.with({ name: 'stolen' }), audit()),
    'assistants.remove': ({ studio }) => b().assistants.remove(studio.assistant, audit()),
    'assistants.saveVersion': ({ studio }) => b().assistants.saveVersion(studio.version.edit({ note: 'x' }), audit()),
    'assistants.publish': ({ studio }) =>
      b().assistants.publish({ assistant: studio.assistant, version: studio.version, tenant: null }, audit()),
    'studioRuns.add': ({ studio }) => b().studioRuns.add(studio.run, audit()),
    'studioRuns.save': ({ studio }) => b().studioRuns.save(studio.run.begin(), 1_000),
    'answerLabels.save': ({ studio }) => b().answerLabels.save({ ...studio.label, isRight: false }),
    'answerLabels.save under its own name': ({ studio }) =>
      b().answerLabels.save({ ...studio.label, tenantId: b().tenantId, isRight: false }),
    'suggestions.save': ({ studio }) =>
      b().suggestions.save(studio.suggestion.decide('rejected', 'thief', world().clock.now())),
  };
  /** What is a record of A may not be stored in B, new or not. */
  const news: Record<string, () => Promise<unknown>> = {
    assistant: () => b().assistants.save(world().make.anAssistant(world().a.store.tenantId), audit()),
    version: () => b().assistants.saveVersion(world().make.aVersion(world().a.store.tenantId), audit()),
    label: () => b().answerLabels.save(world().make.aLabel(world().a.store.tenantId, world().make.ids.turn())),
    run: () => b().studioRuns.add(world().make.aRun(world().make.aVersion(world().a.store.tenantId)), audit()),
  };
  const contents = async ({ studio }: Of) => {
    const { assistants, studioRuns, suggestions, prices, answerLabels } = world().a.store;
    return {
      labels: await answerLabels.newest(10),
      assistants: (await assistants.list()).map(({ state }) => state),
      versions: (await assistants.versions(studio.assistant.state.id)).map(({ state }) => state),
      runs: (await studioRuns.list(studio.assistant.state.id, 10)).map(({ state }) => state),
      suggestion: (await suggestions.find(studio.suggestion.state.id))?.state,
      price: await prices.latest(studio.priced.id),
    };
  };
  return { fill, reads, lists, writes, news, contents };
};
