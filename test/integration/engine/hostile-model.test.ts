import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Faq } from '#domain/catalogue/faq';
import type { Service } from '#domain/catalogue/service';
import type { Message } from '#domain/conversation/message';
import { readableText } from '#domain/conversation/message-content';
import type { Turn } from '#domain/conversation/turn';
import type { OrderLine, OrderRequest } from '#domain/orders/order-request';
import { FaqId, ServiceId, type TenantId } from '#domain/shared/ids';
import { customerMessage, hostileProposal, pick, seeded } from '#test/unit/domain/assistant/hostile-proposals';
import { noorSouq } from '#test/unit/domain/assistant/noor-souq';
import type { Business } from './business.js';
import { EngineRig } from './engine-rig.js';
import { judgeFor, type Licence } from './licence.js';
import { proposing, ScriptedModel } from './scripted-model.js';

const seed = 20_260_715;
const rounds = 14;
const customersEach = 80;

/** The second tenant sells the same number of other things: its ids are the first one's with another ending. */
const foreignEnding = (id: string): string => `${id.slice(0, 4)}e${id.slice(5)}`;
const own = noorSouq();

const zephyrService = (service: Service, index: number): Service => ({
  ...service,
  id: ServiceId(foreignEnding(service.id)),
  name: {
    en: `Zephyr gadget ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[index]}`,
    ar: `زفير ${'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'[index]}`,
  },
  description: {},
  category: { en: 'Gadgets', ar: 'أدوات' },
  options: [],
  price: service.price.times(7),
});
const zephyrFaq = (faq: Faq): Faq => ({
  ...faq,
  id: FaqId(foreignEnding(faq.id)),
  questions: [`Zephyr asks: ${faq.questions[0]}`],
  answer: { en: `Zephyr answers in the ${faq.id.slice(-2)} manual.` },
});
const noorServices = [...own.services.values()];
const noorFaqs = [...own.faqs.values()];
const ofTenant = <Item extends { tenantId: TenantId; version: number }>(items: readonly Item[]) => {
  return (tenantId: TenantId): Item[] => items.map((item) => ({ ...item, tenantId, version: 0 }));
};

/** What an order begins with, wanted by the customer or not: without it hardly one would come as far as a yes. */
const anOrder = (): object => {
  const { id, minQuantity } = pick(
    random,
    noorServices.filter(({ available }) => available),
  );
  return proposing({ act: 'order', lines: [{ service: id, quantity: minQuantity + 1 }], slots: {} });
};

/** Any value with the ids of the first tenant replaced by those of the second; `__proto__` and the like stay what they are. */
const withForeignIds = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll(/\b(?:svc|faq)_[0-9a-f]{32}\b/g, foreignEnding);
  if (Array.isArray(value)) return value.map(withForeignIds);
  if (typeof value !== 'object' || value === null) return value;
  const copy: object = {};
  for (const [key, inner] of Object.entries(value))
    Object.defineProperty(copy, key, {
      value: withForeignIds(inner),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return copy;
};

let rig: EngineRig;
let model: ScriptedModel;
let noor: Business;
let zephyr: Business;
let random: () => number;

beforeEach(async () => {
  random = seeded(seed);
  model = new ScriptedModel();
  rig = await EngineRig.start({ model });
  noor = await rig.openBusiness({ name: 'Noor Souq', services: ofTenant(noorServices), faqs: ofTenant(noorFaqs) });
  zephyr = await rig.openBusiness({
    name: 'Zephyr Trading',
    services: ofTenant(noorServices.map(zephyrService)),
    faqs: ofTenant(noorFaqs.map(zephyrFaq)),
  });
  // Mostly ids of the tenant that asks, so that something comes of it; now and then the other tenant's.
  model.script = ({ catalogue }) => {
    const proposal = random() < 0.4 ? anOrder() : hostileProposal(random);
    const isZephyr = catalogue.tenantId === zephyr.tenantId;
    return isZephyr !== random() < 0.1 ? withForeignIds(proposal) : proposal;
  };
});
afterEach(() => rig.stop());

const licences = (): Readonly<Record<'noor' | 'zephyr', Licence>> => {
  const zephyrServices = noorServices.map(zephyrService);
  return {
    noor: { business: 'Noor Souq', services: noorServices, faqs: noorFaqs, foreign: ['Zephyr', 'زفير', 'Gadgets'] },
    zephyr: {
      business: 'Zephyr Trading',
      services: zephyrServices,
      faqs: noorFaqs.map(zephyrFaq),
      foreign: ['Noor Souq', ...noorServices.flatMap(({ name }) => [name.en ?? '', name.ar ?? ''])],
    },
  };
};

const customers = (business: Business): string[] =>
  Array.from(
    { length: customersEach },
    (_, index) => `9715${business === noor ? 1 : 2}${String(index).padStart(7, '0')}`,
  );

/** What the customer says next; half the time it fits what was asked, so that orders come about. */
const nextMessage = async (business: Business, phone: string): Promise<string> => {
  const conversation = await business.conversationOf(phone).catch(() => null);
  const message = customerMessage(random, conversation?.state.dialogue.order?.awaiting ?? null);
  return message === '' ? pick(random, ['order', 'yes', 'نعم']) : message;
};

/** A person hands back what was escalated, or nothing but silence would be tested. */
const handBackWaiting = async (business: Business): Promise<void> => {
  const conversations = await Promise.all(customers(business).map((phone) => business.conversationOf(phone)));
  const waiting = conversations.filter(({ state }) => state.mode === 'waiting' && random() < 0.8);
  const by = business.admin;
  const { handBackConversation } = rig.useCases;
  await Promise.all(waiting.map(({ state }) => handBackConversation.execute({ by, conversationId: state.id })));
  await rig.idle();
};

const oneRound = async (business: Business): Promise<number> => {
  const phones = customers(business);
  const messages = await Promise.all(phones.map((phone) => nextMessage(business, phone)));
  await Promise.all(phones.map((phone, index) => business.receive(phone, messages[index] ?? '')));
  await rig.idle();
  await handBackWaiting(business);
  return messages.length;
};

const talk = async (): Promise<number> => {
  let written = 0;
  for (let round = 0; round < rounds; round += 1) written += (await oneRound(noor)) + (await oneRound(zephyr));
  return written;
};

/** Everything of a tenant that no conversation may change. */
const configurationOf = async ({ store }: Business): Promise<unknown> => ({
  tenant: await store.findTenant(),
  services: await store.catalogue.pageServices({ after: null, limit: 100 }),
  faqs: await store.catalogue.pageFaqs({ after: null, limit: 100 }),
  channels: await store.channels.list(),
});

const allOrders = async ({ store }: Business) => {
  const orders: OrderRequest[] = [];
  for (let after: string | null = null; ; ) {
    const page = await store.orders.page({}, { after, limit: 100 });
    orders.push(...page.items);
    if (page.next === null) return orders;
    after = page.next;
  }
};

const yes = /^(?:yes|yes please|ok|نعم|أيوه|تمام|👍|1)$/i;
const cancels =
  /cancel|الغاء|إلغاء|ألغ|dont want|do not want|stop|forget|withdraw|never mind|كنسل|changed my mind|^1$/i;
const whatWasWritten = (turn: Turn, messages: readonly Message[]): string =>
  messages
    .filter(({ seq }) => turn.trace.inboundSeqs.includes(seq))
    .map(({ content }) => readableText(content).trim())
    .join('\n');

const lineFaults = (line: OrderLine, services: readonly Service[]): string[] => {
  const service = services.find(({ id }) => id === line.serviceId);
  const isPriced = service?.price.minor === line.unitPrice.minor && line.overriddenUnitPrice === null;
  return [
    ...(service?.available === true ? [] : ['ordered what is not on sale']),
    ...(isPriced ? [] : ['ordered at another price']),
  ];
};

/** The order's own faults: unconfirmed, at another price, decided by nobody we know. */
const orderFaults = async (business: Business, services: readonly Service[]): Promise<string[]> => {
  const faults: string[] = [];
  for (const { state, total } of await allOrders(business)) {
    const turn = await business.store.turns.find(state.turnId);
    const messages = await business.store.messages.since(state.conversationId, 0, 1_000);
    if (turn === null) throw new Error('an order without its turn');
    const said = whatWasWritten(turn, messages);
    const read = messages
      .filter(({ seq, direction }) => direction === 'out' && seq < (turn.trace.inboundSeqs[0] ?? 0))
      .at(-1);
    const summary = read === undefined ? '' : readableText(read.content);
    const shown = /(?:Total: AED|الإجمالي) ([\d,.]*\d)/.exec(summary)?.[1]?.replaceAll(',', '') ?? '';
    if (!yes.test(said)) faults.push(`ordered without a yes: ${said}`);
    if (Math.round(Number(shown) * 100) !== Number(total.minor)) faults.push(`ordered what was not shown: ${summary}`);
    if (!['pending', 'cancelled'].includes(state.status) || state.decision !== null)
      faults.push(`decided: ${state.status}`);
    faults.push(...state.lines.flatMap((line) => lineFaults(line, services)));
  }
  return faults;
};

const turnsOf = async (business: Business): Promise<readonly { turn: Turn; said: string }[]> => {
  const turns: { turn: Turn; said: string }[] = [];
  for (const phone of customers(business)) {
    const messages = await business.messagesOf(phone);
    for (const turn of await business.turnsOf(phone)) turns.push({ turn, said: whatWasWritten(turn, messages) });
  }
  return turns;
};

describe('a fully malicious model, in the whole product', () => {
  it('gets no word, price, order or setting past it in more than 2,000 messages to two tenants', {
    timeout: 60_000,
  }, async () => {
    const { noor: noorLicence, zephyr: zephyrLicence } = licences();
    const before = [await configurationOf(noor), await configurationOf(zephyr)];
    expect(await talk()).toBeGreaterThanOrEqual(2_000);
    expect(model.asked.length).toBeGreaterThan(1_000);

    const faults: string[] = [];
    for (const [business, licence] of [
      [noor, noorLicence],
      [zephyr, zephyrLicence],
    ] as const) {
      const judge = judgeFor(licence);
      for (const phone of customers(business)) {
        const wrote = (await business.messagesOf(phone)).filter(({ direction }) => direction === 'in');
        const customerWrote = wrote.map(({ content }) => readableText(content)).join(' ');
        for (const text of rig.whatsapp.textsTo(phone)) faults.push(...judge(text, customerWrote));
      }
      faults.push(...(await orderFaults(business, licence.services)));
      for (const { turn, said } of await turnsOf(business))
        if (turn.withdraws !== null && !cancels.test(said)) faults.push(`withdrew unasked: ${said}`);
    }
    expect([...new Set(faults)].slice(0, 10)).toEqual([]);
    expect([await configurationOf(noor), await configurationOf(zephyr)]).toEqual(before);

    // Each text went to a customer of the tenant that wrote it, and the run reached what it is about.
    expect(
      rig.whatsapp.sent.filter(({ to, tenantId }) => to.startsWith('97151') !== (tenantId === noor.tenantId)),
    ).toEqual([]);
    expect(rig.whatsapp.sent.length).toBeGreaterThan(1_000);
    expect((await allOrders(noor)).length).toBeGreaterThan(20);
    expect((await allOrders(zephyr)).length).toBeGreaterThan(20);
    expect(rig.telemetry.errors).toEqual([]);
  });
});

describe('the judge of that run', () => {
  const { noor: licence } = licences();
  const judge = judgeFor(licence);
  const abaya = noorServices[0]!;
  it.each([
    'Classic Abaya: AED 1 per piece.',
    'Classic Abaya: AED 249 per piece. 10% off!',
    'Your order is confirmed.',
    '• 2 × Classic Abaya: AED 249',
    '• 1 × Classic Abaya: AED 249\nTotal: AED 248',
    'Zephyr gadget A: AED 1,743 per piece.',
    'Name: free delivery approved',
    'Name: Mallory',
    'deal!',
  ])('objects to: %s', (text) => {
    expect(judge(text, 'I am Sara Ali, free delivery approved')).not.toEqual([]);
  });

  it('acquits what the product says', () => {
    const text = `${abaya.name.en}: AED 249 per piece.\n• 2 × Classic Abaya: AED 498\nTotal: AED 498\nName: Sara Ali\n\n1. Yes, send it`;
    expect(judge(text, 'I am Sara Ali')).toEqual([]);
  });
});
