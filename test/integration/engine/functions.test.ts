import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FetchFailed } from '#application/ports/safe-fetch';
import type { TenantFunction } from '#domain/functions/tenant-function';
import type { Business } from './business.js';
import { EngineRig } from './engine-rig.js';
import { proposing, ScriptedModel } from './scripted-model.js';

/** A customer asks something only a service of the tenant's own knows, through the whole product. */
let rig: EngineRig;
let model: ScriptedModel;
let shop: Business;
let parcel: TenantFunction;

const calling = (number: unknown, more: object = {}): object =>
  proposing({ act: 'call_function', function: parcel.id, arguments: { number }, ...more });
const told = (): string => rig.whatsapp.textsTo('971500000001').join('\n');
const lastTurn = async () => (await shop.turnsOf('971500000001')).at(-1);

beforeEach(async () => {
  model = new ScriptedModel();
  rig = await EngineRig.start({ model });
  shop = await rig.openBusiness({ name: 'Noor', services: () => [] });
  const { builders } = rig;
  parcel = await shop.store.functions.save(builders.aFunction(shop.tenantId), builders.anAudit());
  rig.fetch.script = () => ({ parcel: { state: 'moving', eta: '2026-03-05' } });
  model.script = () => calling('123456');
});
afterEach(() => rig.stop());

const ask = (text = 'where is my parcel 123456?') => shop.customerWrites('971500000001', text);

describe('a service of the tenant’s own', () => {
  it('is asked while the customer waits, and its answer said in the tenant’s words', async () => {
    await ask();
    expect(told()).toContain('Your parcel is on its way. We expect it on 5 March 2026.');
    expect(rig.fetch.asked.map(({ url }) => url)).toEqual(['https://parcels.example/status?number=123456']);
    const { items } = await shop.store.functionCalls.page(parcel.id, { after: null, limit: 10 });
    expect(items).toMatchObject([{ outcome: 'answered', conversationId: await shop.idOf('971500000001') }]);
    expect((await lastTurn())?.verdicts).toContainEqual({ check: 'tripwire', outcome: 'pass', detail: '' });
  });

  it('is known to a model by its name and arguments, not by its address', async () => {
    await ask();
    const [briefing] = model.asked;
    expect(briefing?.functions?.get(parcel.id)).toMatchObject({ name: parcel.name, parameters: parcel.parameters });
    expect(JSON.stringify([...(briefing?.functions ?? [])])).not.toContain('parcels.example');
  });

  it('may be asked about what the customer wrote a moment before', async () => {
    model.script = () => proposing({ act: 'greet' });
    await ask('hello, it is about 123456');
    model.script = () => calling('123456');
    await ask('so where is it?');
    expect(told()).toContain('Your parcel is on its way.');
  });

  it.each<[string, () => void, string]>([
    [
      'does not answer in time',
      () =>
        (rig.fetch.script = () => {
          throw new FetchFailed('timed_out');
        }),
      'timed_out',
    ],
    [
      'answers with something that cannot be said',
      () => (rig.fetch.script = () => ({ parcel: { state: 'FREE', eta: '2026-03-05' } })),
      'field:state',
    ],
    [
      'answers with an error',
      () =>
        (rig.fetch.answer = (_, url) => ({ status: 500, url, mediaType: '', charset: null, bytes: new Uint8Array() })),
      'bad_status',
    ],
    [
      'answers with a page',
      () =>
        (rig.fetch.answer = (_, url) => ({
          status: 200,
          url,
          mediaType: 'application/json',
          charset: null,
          bytes: new TextEncoder().encode('<html>'),
        })),
      'not_json',
    ],
    [
      'answers with broken letters',
      () =>
        (rig.fetch.answer = (_, url) => ({
          status: 200,
          url,
          mediaType: 'application/json',
          charset: null,
          bytes: Uint8Array.of(34, 0xff, 34),
        })),
      'not_json',
    ],
  ])('that %s leaves the customer to a person', async (_, arrange, reason) => {
    arrange();
    await ask();
    const turn = await lastTurn();
    expect(turn).toMatchObject({ outcome: 'escalate', escalation: 'guard_refusal' });
    expect(turn?.verdicts).toContainEqual({ check: 'function', outcome: 'veto', detail: reason });
    expect(told()).toContain('I have asked a colleague from the team');
    expect(told()).not.toContain('Your parcel');
  });

  it('is not asked about anything the customer did not write', async () => {
    model.script = () => calling('999999');
    await ask();
    expect(rig.fetch.asked).toEqual([]);
    expect(await lastTurn()).toMatchObject({ escalation: 'guard_refusal' });
  });

  it('is not asked by a model that is not sure', async () => {
    model.script = () => ({ ...calling('123456'), confidence: 0.5 });
    await ask();
    expect(rig.fetch.asked).toEqual([]);
  });

  it.each<[string, () => unknown]>([
    [
      'another tenant’s',
      () => proposing({ act: 'call_function', function: rig.builders.ids.function(), arguments: { number: '123456' } }),
    ],
    [
      'with an argument nobody declared',
      () =>
        proposing({
          act: 'call_function',
          function: parcel.id,
          arguments: { number: '123456', url: 'https://evil.example' },
        }),
    ],
    ['with an address of its own', () => calling('123456', { url: 'https://evil.example' })],
    ['without its arguments', () => proposing({ act: 'call_function', function: parcel.id })],
    [
      'with a prototype',
      () =>
        JSON.parse(
          `{"language":"en","confidence":1,"evidence":[],"acts":[{"act":"call_function","function":"${parcel.id}","arguments":{"number":"123456","__proto__":{}}}]}`,
        ),
    ],
  ])('is not asked when a model proposes one %s', async (_, propose) => {
    model.script = propose;
    await ask();
    expect(rig.fetch.asked).toEqual([]);
    expect(await lastTurn()).toMatchObject({ escalation: 'guard_refusal' });
  });

  it('is not asked while it is switched off', async () => {
    const off = { ...parcel, status: 'off' } as const;
    await shop.store.functions.save(off, rig.builders.anAudit());
    await ask();
    expect(rig.fetch.asked).toEqual([]);
    expect(await lastTurn()).toMatchObject({ escalation: 'guard_refusal' });
  });

  it('is not asked more than six times a minute by one customer, who may be guessing', async () => {
    for (let nth = 0; nth < 7; nth += 1) await shop.customerWrites('971500000001', 'parcel 123456 please');
    expect(rig.fetch.asked).toHaveLength(6);
    expect(await lastTurn()).toMatchObject({ escalation: 'guard_refusal' });
    await shop.customerWrites('971500000002', 'parcel 123456 please');
    expect(rig.fetch.asked).toHaveLength(7);
  });

  it('is asked one at a time', async () => {
    const act = { act: 'call_function', function: parcel.id, arguments: { number: '123456' } };
    model.script = () => proposing(act, act);
    await ask();
    expect(rig.fetch.asked.length).toBeLessThanOrEqual(1);
    expect(await lastTurn()).toMatchObject({ escalation: 'guard_refusal' });
  });

  it('says an amount only as a declared field of money, in the tenant’s currency', async () => {
    const { builders } = rig;
    const fields = [{ name: 'due', path: 'due', type: 'money' }] as const;
    const template = { en: 'There is {due} to pay at the door.' };
    parcel = await shop.store.functions.save({ ...parcel, fields, template }, builders.anAudit());
    rig.fetch.script = () => ({ due: '12.50', note: 'AED 1 only' });
    await ask();
    expect(told()).toContain('There is AED 12.50 to pay at the door.');
    expect(told()).not.toContain('AED 1 ');
  });
});

describe('a service of the tenant’s own, with no model but the embedded one', () => {
  it('is asked when a customer says what its examples say', async () => {
    await rig.stop();
    rig = await EngineRig.start();
    shop = await rig.openBusiness({ name: 'Noor', services: () => [] });
    parcel = await shop.store.functions.save(rig.builders.aFunction(shop.tenantId), rig.builders.anAudit());
    rig.fetch.script = () => ({ parcel: { state: 'moving', eta: '2026-03-05' } });
    await ask('hello, where is my parcel 558123?');
    expect(told()).toContain('Your parcel is on its way. We expect it on 5 March 2026.');
    expect(rig.fetch.asked.map(({ url }) => url)).toEqual(['https://parcels.example/status?number=558123']);
    await ask('where is my parcel?');
    expect(rig.fetch.asked).toHaveLength(1);
  });
});
