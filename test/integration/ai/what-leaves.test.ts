import { afterEach, beforeEach, expect, it } from 'vitest';
import { vendorManifests } from '#adapters/ai/vendors';
import type { Service } from '#domain/catalogue/service';
import { Currency, Money } from '#domain/shared/money';
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
  await rig.openBusiness(garage);
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
