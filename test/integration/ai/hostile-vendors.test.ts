import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vendorManifests } from '#adapters/ai/vendors';
import { readableText } from '#domain/conversation/message-content';
import { AiEmulator } from '#test/emulators/ai/ai-emulator';
import { wireAct } from '#test/emulators/ai/obedient';
import type { Business } from '#test/integration/engine/business';
import { EngineRig } from '#test/integration/engine/engine-rig';
import { judgeFor } from '#test/integration/engine/licence';
import {
  evilMessages,
  evilReplies,
  hostileProposal,
  pick,
  seeded,
} from '#test/unit/domain/assistant/hostile-proposals';
import { noorSouq } from '#test/unit/domain/assistant/noor-souq';
import { chooseModels } from './ai-rig.js';

const bodies = 256;
const atOnce = 32;
const { services: ownServices, faqs: ownFaqs } = noorSouq();
const services = [...ownServices.values()];
const faqs = [...ownFaqs.values()];
const judge = judgeFor({ business: 'Noor Souq', services, faqs, foreign: ['Zephyr'] });

/** What a model says that wants to give the shop away: every reply of the corpus, as prose and as any field of a proposal. */
const hostileBody = (random: () => number, n: number): unknown => {
  const evil = evilReplies[n % evilReplies.length] ?? '';
  const service = pick(random, services).id;
  const plan = (...acts: readonly object[]) => ({ language: 'en', acts, confidence: 1, evidence: [evil] });
  return pick<() => unknown>(random, [
    () => evil,
    () => hostileProposal(random),
    () => hostileProposal(random),
    () => plan(wireAct('quote_price', { services: [service], price: 1 })),
    () => plan(wireAct('quote_price', { services: [service] })),
    () => plan(wireAct('order', { lines: [{ service, quantity: 3 }], slots: { name: evil, phone: null } })),
    () => plan(wireAct('list_services', { category: evil })),
    () => plan(wireAct('no_discount', { services: [evil] })),
    () => ({ ...plan(wireAct('greet')), text: evil }),
    () => JSON.stringify(plan(wireAct('quote_price', { services: [service] }))).slice(0, 90),
    () => plan({ act: 'confirm_order', text: evil }),
    () => JSON.parse('{"language":"en","acts":[{"act":"greet","__proto__":{"price":1}}],"confidence":1,"evidence":[]}'),
  ])();
};

describe.each(vendorManifests.map(({ id }) => id))('a hostile model behind %s', (vendor) => {
  let rig: EngineRig;
  let noor: Business;
  let emulator: AiEmulator;
  const random = seeded(20_261_121);

  beforeAll(async () => {
    emulator = await AiEmulator.start();
    rig = await EngineRig.start();
    noor = await rig.openBusiness({
      name: 'Noor Souq',
      services: (tenantId) => services.map((each) => ({ ...each, tenantId, version: 0 })),
      faqs: (tenantId) => faqs.map((each) => ({ ...each, tenantId, version: 0 })),
      // Everything is sent, however unsure: what holds it back then is the guard alone.
      assistant: { confidenceThreshold: 0 },
    });
    const account = { vendor, baseUrl: emulator.baseUrlOf(vendor) };
    await chooseModels(rig, [account], { tenantDailyMicros: 1e12, platformDailyMicros: 1e12 });
  });
  afterAll(async () => {
    await rig.stop();
    await emulator.stop();
  });

  it(`says nothing of its own with ${bodies} bodies: each ends in a legal reply or a hand-over`, async () => {
    let said = 0;
    emulator.script = () => hostileBody(random, said++);
    const before = await noor.store.catalogue.pageServices({ after: null, limit: 100 });
    const messages = Array.from({ length: bodies }, (_, n) => evilMessages[n % evilMessages.length] ?? 'price?');
    const phones = messages.map((_, n) => `97155${String(n).padStart(7, '0')}`);
    for (let from = 0; from < bodies; from += atOnce) {
      await Promise.all(
        phones.slice(from, from + atOnce).map((phone, n) => noor.receive(phone, messages[from + n] ?? '')),
      );
      await rig.idle();
    }
    const providers = new Map<string, number>();
    for (const [n, phone] of phones.entries()) {
      const replies = await noor.repliesTo(phone);
      const conversation = await noor.conversationOf(phone);
      expect(replies.length > 0 || conversation.state.mode === 'waiting', messages[n]).toBe(true);
      for (const { content } of replies) expect(judge(readableText(content), messages[n] ?? '')).toEqual([]);
      const provider = (await noor.turnsOf(phone)).at(-1)?.trace.provider ?? 'none';
      providers.set(provider, (providers.get(provider) ?? 0) + 1);
    }
    expect(await noor.store.catalogue.pageServices({ after: null, limit: 100 })).toEqual(before);
    expect((await noor.store.orders.page({}, { after: null, limit: 100 })).items).toEqual([]);
    // Not vacuous: bodies were asked for, some were taken, and some were refused.
    expect(said).toBeGreaterThan(bodies * 0.8);
    expect(providers.get(`${vendor} m`) ?? 0).toBeGreaterThan(bodies * 0.15);
    expect(providers.get('embedded') ?? 0).toBeGreaterThan(bodies * 0.15);
  });
});
