import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InProcessLiveBus } from '#adapters/live-bus/in-process/in-process-live-bus';
import type { ModelTrainer } from '#application/ports/model-trainer';
import type { TenantStore } from '#application/ports/tenant-store';
import { Understandings } from '#application/understanding/understandings';
import type { Faq } from '#domain/catalogue/faq';
import { fittedConstants } from '#domain/understanding/fitted-constants';
import { serialiseLearnt } from '#domain/understanding/serialise-learnt';
import { learn, type Material } from '#domain/understanding/tenant-understanding';
import { FakeClock } from '#test/support/fake-clock';
import { SilentTelemetry } from '#test/support/silent-telemetry';
import { storeBuilders } from '#test/support/store-builders';
import { type OpenStore, sha256, storeEngines } from '#test/support/stores';

/** Trains at once, in this thread, and counts. */
class CountingTrainer implements ModelTrainer {
  readonly trained: Material[] = [];
  fails = false;
  async train(material: Material): Promise<string> {
    this.trained.push(material);
    if (this.fails) throw new Error('out of memory');
    return serialiseLearnt(learn(material, fittedConstants), fittedConstants.fit);
  }
  async close(): Promise<void> {}
}

const questions = [
  ['When do you open?', 'What are your opening hours?', 'متى تفتحون؟'],
  ['Can I return an item?', 'What is your refund policy?', 'هل يمكنني الإرجاع؟'],
  ['Do you deliver?', 'How long does shipping take?', 'كم يستغرق التوصيل؟'],
];

describe('the models of tenants', () => {
  const clock = new FakeClock();
  const builders = storeBuilders(clock);
  let open: OpenStore;
  let trainer: CountingTrainer;
  let telemetry: SilentTelemetry;
  let bus: InProcessLiveBus;
  let understandings: Understandings;
  let tenant: TenantStore;
  let faqs: readonly Faq[];

  const another = (): Understandings =>
    new Understandings({ store: open.store, trainer, constants: fittedConstants, sha256, clock, bus, telemetry });
  const prepared = async (of = understandings): Promise<void> => {
    clock.advance(2_000);
    await of.settled(tenant.tenantId);
  };
  const asked = async (of = understandings) => of.of(await tenant.catalogue.snapshot());

  beforeEach(async () => {
    open = await storeEngines[0]!.open(clock);
    trainer = new CountingTrainer();
    telemetry = new SilentTelemetry();
    bus = new InProcessLiveBus();
    understandings = another();
    const opened = builders.aTenant();
    await open.store.platform.saveTenant(opened, builders.anAudit());
    tenant = open.store.tenant(opened.state.id);
    faqs = await tenant.catalogue.saveFaqs(
      questions.map((own) => builders.aFaq(tenant.tenantId, { questions: own, version: 0 })),
      questions.map(() => builders.anAudit()),
    );
  });
  afterEach(async () => {
    await understandings.stop();
    await open.destroy();
  });

  it('are not there at first, and nobody waits for them', async () => {
    expect(await asked()).toBeNull();
    await prepared();
    const [best] = (await asked())?.meanings('متى بتفتحوا', 1) ?? [];
    expect(best?.label).toBe(faqs[0]?.id);
    expect(trainer.trained).toHaveLength(1);
  });

  it('are trained once for many who ask', async () => {
    for (let time = 0; time < 5; time += 1) expect(await asked()).toBeNull();
    await prepared();
    await asked();
    expect(trainer.trained).toHaveLength(1);
  });

  it('outlive the process', async () => {
    await asked();
    await prepared();
    const restarted = another();
    expect(await asked(restarted)).toBeNull();
    await prepared(restarted);
    expect(await asked(restarted)).not.toBeNull();
    expect(trainer.trained).toHaveLength(1);
  });

  it('are trained anew when a question changes, and not when anything else does', async () => {
    await asked();
    await prepared();
    const service = builders.aService(tenant.tenantId, { version: 0 });
    await tenant.catalogue.saveServices([service], [builders.anAudit()]);
    expect(await asked()).toBeNull();
    await prepared();
    expect(await asked()).not.toBeNull();
    expect(trainer.trained).toHaveLength(1);
    const [first] = faqs;
    const changed = { ...first!, questions: [...first!.questions, 'Are you open on Friday?'] };
    await tenant.catalogue.saveFaqs([changed], [builders.anAudit()]);
    expect(await asked()).toBeNull();
    await prepared();
    expect(await asked()).not.toBeNull();
    expect(trainer.trained).toHaveLength(2);
  });

  it('are made when a catalogue was changed, before anybody asks', async () => {
    understandings.start();
    bus.publish({ kind: 'settings', tenantId: tenant.tenantId, area: 'catalogue' });
    bus.publish({ kind: 'settings', tenantId: tenant.tenantId, area: 'widget' });
    await prepared();
    expect(await asked()).not.toBeNull();
  });

  it('are not made of too little', async () => {
    const [first, second, third] = faqs;
    await tenant.catalogue.saveFaqs(
      [first, second, third].map((faq) => ({ ...faq!, questions: faq!.questions.slice(0, 1) })),
      questions.map(() => builders.anAudit()),
    );
    await asked();
    await prepared();
    expect(await asked()).toBeNull();
    expect(trainer.trained).toEqual([]);
  });

  it('are done without when training fails, which is reported', async () => {
    trainer.fails = true;
    await asked();
    await prepared();
    expect(await asked()).toBeNull();
    expect(telemetry.errors.map(({ event }) => event)).toEqual(['understanding.failed']);
  });

  it('are trained again when what is stored is damaged', async () => {
    await asked();
    await prepared();
    const stored = (await tenant.understandings.find())!;
    await tenant.understandings.save({ ...stored, learnt: stored.learnt.slice(0, -5) });
    const restarted = another();
    await asked(restarted);
    await prepared(restarted);
    expect(await asked(restarted)).not.toBeNull();
    expect(trainer.trained).toHaveLength(2);
  });

  const judge = async (count: number, about: Parameters<typeof builders.aLabel>[2] = {}): Promise<void> => {
    clock.advance(1);
    for (let at = 0; at < count; at += 1)
      await tenant.answerLabels.save(builders.aLabel(tenant.tenantId, builders.ids.turn(), about));
    bus.publish({ kind: 'settings', tenantId: tenant.tenantId, area: 'assistants' });
    await prepared();
  };

  it('are trained anew once enough was judged since, and by what was judged', async () => {
    understandings.start();
    await asked();
    await prepared();
    await judge(24, { asked: 'what time do you open', proposed: faqs[0]!.id });
    expect(trainer.trained).toHaveLength(1);
    await judge(1, { asked: 'what time do you open', proposed: faqs[0]!.id, isRight: false });
    expect(trainer.trained).toHaveLength(2);
    expect(trainer.trained[1]?.judged).toHaveLength(25);
    await judge(1);
    expect(trainer.trained).toHaveLength(2);
  });

  it('are trained anew when an assistant is taught something', async () => {
    understandings.start();
    await asked();
    await prepared();
    const [assistant] = await tenant.assistants.list();
    const intents = [{ name: 'hours', phrases: ['is the shop shut'], target: { do: 'answer_faq', faq: faqs[0]!.id } }];
    const draft = builders.aVersion(tenant.tenantId, { status: 'published' });
    const config = { ...draft.state.config, intents: intents as typeof draft.state.config.intents };
    const version = builders.aVersion(tenant.tenantId, { ...draft.state, config });
    const how = { origin: 'settings', reason: '', exam: null, by: 'Amal', at: clock.now() } as const;
    const change = { assistant: assistant!.publish(version, how), version, tenant: null };
    await tenant.assistants.publish(change, builders.anAudit());
    bus.publish({ kind: 'settings', tenantId: tenant.tenantId, area: 'assistants' });
    await prepared();
    expect(trainer.trained).toHaveLength(2);
    expect(trainer.trained[1]?.examples).toContainEqual({ text: 'is the shop shut', label: faqs[0]!.id });
  });

  it('are held to a stricter threshold where judgements disprove the tenant’s own', async () => {
    understandings.start();
    expect(understandings.thresholdFor(tenant.tenantId, 0.85)).toBe(0.85);
    await judge(60, { confidence: 0.9, isRight: false });
    expect(understandings.thresholdFor(tenant.tenantId, 0.85)).toBe(0.99);
    await judge(100, { confidence: 0.95, isRight: true });
    expect(understandings.thresholdFor(tenant.tenantId, 0.85)).toBe(0.95);
    expect(understandings.thresholdFor(tenant.tenantId, 0.95)).toBe(0.95);
  });

  it('are more careful while customers ask for what there is no answer to', async () => {
    await asked();
    await prepared();
    const sure = async () => (await asked())?.meanings('when do you open today', 1)[0]?.confidence ?? 0;
    const before = await sure();
    for (let time = 0; time < 100; time += 1) understandings.noteTraffic(tenant.tenantId, 0.99);
    expect(await sure()).toBeLessThan(before);
  });
});
