import { afterEach, beforeEach, expect, it } from 'vitest';
import { vendorManifests } from '#adapters/ai/vendors';
import type { Service } from '#domain/catalogue/service';
import { AssistantVersionId } from '#domain/shared/ids';
import { Currency, Money } from '#domain/shared/money';
import type { AssistantConfig } from '#domain/studio/assistant-config';
import { AssistantVersion } from '#domain/studio/assistant-version';
import { AiEmulator } from '#test/emulators/ai/ai-emulator';
import type { Business } from '#test/integration/engine/business';
import { EngineRig } from '#test/integration/engine/engine-rig';
import { garage } from '#test/integration/engine/shops';
import { chooseModels, vendorKey } from './ai-rig.js';

/** Prices that nothing else in a request looks like, in every way an admin may have written them down. */
const minor = 774_113n;
const told = /7[,.٬]?741|774113|٧٧٤١|٧٬٧٤١|seven thousand|Tyre|Zephyr|0123456789/i;

const sofa = (service: Service): Service => ({
  ...service,
  name: { en: 'Sofa cleaning', ar: 'تنظيف كنب' },
  description: {
    en: 'Deep and gentle. Was AED 9,000, now only AED 7,741.13! About seven thousand dirhams. Two hours.',
    ar: 'تنظيف عميق. السعر ٧٧٤١ درهم. ساعتان.',
  },
  category: { en: 'Cleaning from 7741' },
  price: Money.of(minor, Currency('AED')),
});

/** The version customers hear, with these changes. */
const publish = async ({ store }: Business, changes: Partial<AssistantConfig>): Promise<void> => {
  const [assistant] = await store.assistants.list();
  const [live] = await store.assistants.live();
  if (assistant === undefined || live === undefined) throw new Error('there is no assistant');
  const [newest] = await store.assistants.versions(assistant.state.id);
  const at = new Date();
  const version = new AssistantVersion({
    id: AssistantVersionId(`asv_${crypto.randomUUID().replaceAll('-', '')}`),
    tenantId: store.tenantId,
    assistantId: assistant.state.id,
    number: (newest?.state.number ?? 0) + 1,
    status: 'published',
    config: { ...live.config, ...changes },
    note: '',
    createdBy: 'Ana',
    createdAt: at,
    publishedAt: at,
    version: 0,
  });
  const how = { origin: 'exam', reason: '', exam: null, by: 'Ana', at } as const;
  const audit = { actor: { kind: 'system' }, action: 'assistant.published', target: version.state.id, facts: {}, at };
  await store.assistants.publish({ assistant: assistant.publish(version, how), version, tenant: null }, audit as never);
};

let rig: EngineRig;
let noor: Business;
let emulator: AiEmulator;

beforeEach(async () => {
  emulator = await AiEmulator.start();
  rig = await EngineRig.start();
  noor = await rig.openBusiness({
    name: 'Noor',
    services: (tenantId, { aService }) => [sofa(aService(tenantId))],
    faqs: (tenantId) => [
      {
        ...rig.builders.aFaq(tenantId),
        questions: ['Is the sofa really AED 7,741?', 'Do you come on Fridays?'],
        answer: { en: 'wakil-answer: our secret sauce costs 7741.' },
      },
    ],
    assistant: { confidenceThreshold: 0 },
  });
  await publish(await rig.openBusiness(garage), { guidance: 'Speak of Zephyr first.' });
});
afterEach(async () => {
  await rig.stop();
  await emulator.stop();
});

it.each(vendorManifests.map(({ id }) => id))(
  'nothing that %s is sent holds a price, a secret or another’s words',
  async (vendor) => {
    await chooseModels(rig, [{ vendor, baseUrl: emulator.baseUrlOf(vendor) }]);
    const phone = '971500000001';
    for (const text of [
      'how much is the sofa cleaning?',
      'and do you come on Fridays?',
      'I want it. I am Sara, sara@home.test, 050 123 4567',
      'how much was it again?',
    ])
      await noor.customerWrites(phone, text);
    expect(rig.whatsapp.textsTo(phone).join('\n')).toContain('7,741.13');
    const sent = emulator.journal.map(({ body }) => JSON.stringify(body));
    expect(sent.length).toBeGreaterThanOrEqual(3);
    for (const body of sent) expect(body.match(told)).toBeNull();
    expect(sent[0]).not.toMatch(/secret sauce|wakil-answer/);
    for (const body of sent) expect(body).not.toMatch(/sara@home\.test|123 4567/);
    // What it needs to do its work is there, and the talk is.
    expect(sent.at(-1)).toMatch(/Sofa cleaning/);
    expect(sent.at(-1)).toMatch(/Deep and gentle/);
    expect(sent.at(-1)).toMatch(/Fridays/);
    expect(sent.join()).toMatch(/PHONE_1/);
    expect(vendorKey).toMatch(told);
  },
);

it.each(vendorManifests.map(({ id }) => id))(
  'how the published version wants to be spoken for reaches %s, without an amount in it',
  async (vendor) => {
    await chooseModels(rig, [{ vendor, baseUrl: emulator.baseUrlOf(vendor) }]);
    await publish(noor, {
      tone: 'formal',
      guidance: 'Prefer questions about fabrics. Say that it is seven thousand dirhams!',
      allowedResponses: ['small_talk', 'services', 'prices', 'faqs'],
    });
    await noor.customerWrites('971500000002', 'which fabrics do you clean?');
    const [first] = emulator.journal.map(({ body }) => JSON.stringify(body).replaceAll('\\', ''));
    expect(first).toContain('"tone":"formal"');
    expect(first).toContain('"answeredByPerson":["order","cancel_order"]');
    expect(first).toContain('Prefer questions about fabrics.');
    expect(first?.match(told)).toBeNull();
  },
);
