import { describe, expect, it } from 'vitest';
import { measureRisk, policyUnder, type RiskInput, riskWeights } from '#domain/channel/risk-meter';
import { noteSent } from '#domain/channel/sending/book-slot';
import { noteReceived, noteReopened, noteWarning, resume } from '#domain/channel/sending/note-events';
import { openLedger, type SendingLedger } from '#domain/channel/sending/sending-ledger';
import { SendingPolicy } from '#domain/channel/sending/sending-policy';
import { countWithin, dayWindow } from '#domain/channel/sending/sliding-count';
import { ConversationId } from '#domain/shared/ids';
import { aLedger, dayMs, hourMs, later, minuteMs, start } from './sending/builders.js';

const careful = SendingPolicy.of('careful');
const times = (count: number, ledger: SendingLedger, step: (ledger: SendingLedger, nth: number) => SendingLedger) =>
  Array.from({ length: count }, (_, nth) => nth).reduce(step, ledger);

const sent = (count: number, ledger = aLedger()) =>
  times(count, ledger, (each, nth) => noteSent(each, ConversationId('cnv_1'), later(-(count - nth) * 10 * minuteMs)));
const received = (count: number, ledger: SendingLedger) => times(count, ledger, (each) => noteReceived(each, start));
const warned = (ago: number, ledger = aLedger()) =>
  resume(noteWarning(ledger, careful, { kind: 'restricted', at: later(-ago) }));

const risk = (ledger: SendingLedger, about: Partial<RiskInput> = {}) =>
  measureRisk({ now: start, policy: careful, ledger, decryptFailures: 0, ...about });
const pointsOf = (ledger: SendingLedger, about: Partial<RiskInput> = {}) =>
  Object.fromEntries(risk(ledger, about).causes.map(({ cause, points }) => [cause, points]));

describe('the risk of a number', () => {
  it('is none for an old number that answers its customers', () => {
    expect(risk(received(30, sent(40)))).toEqual({
      score: 0,
      level: 'low',
      causes: [],
      response: { pace: 1, replyOnly: false, tellTenant: false, offerOfficialApi: false },
    });
  });

  it('is higher for a link of yesterday, and fades in two weeks', () => {
    const aged = (days: number) =>
      pointsOf(openLedger({ seed: 1, linkedAt: later(-days * dayMs) }))['risk.new_link'] ?? 0;
    expect([aged(0), aged(7), aged(14)]).toEqual([20, 10, 0]);
  });

  it('counts strangers among those written to, and those who do not answer', () => {
    const ledger = received(20, sent(40));
    const strangers = (count: number) => ({
      ...ledger,
      newContacts: [[later(-hourMs).getTime() / 900_000, count]] as const,
    });
    expect(pointsOf(strangers(6))).toEqual({ 'risk.strangers': 13 });
    expect(pointsOf(strangers(12))).toEqual({ 'risk.strangers': 25 });
    expect(pointsOf(received(10, sent(40)))).toEqual({ 'risk.few_replies': 10 });
    expect(pointsOf(sent(40))).toEqual({ 'risk.few_replies': 20 });
    expect(pointsOf(sent(9))).toEqual({});
  });

  it('counts speed from seven tenths of a cap on, and slowing down does not look like speed', () => {
    const ledger = received(150, sent(140));
    expect(countWithin(ledger.day, dayWindow, start.getTime())).toBe(140);
    expect(pointsOf(ledger)['risk.velocity']).toBe(12);
    expect(pointsOf(ledger, { policy: careful.slowedTo(0.25) })['risk.velocity']).toBe(12);
    expect(pointsOf(received(150, sent(105)))).toEqual({});
    expect(pointsOf(ledger, { policy: SendingPolicy.of('off') })).toEqual({});
  });

  it('counts warnings most: one of today is elevated, two are high, a week later they fade', () => {
    expect(risk(warned(hourMs))).toMatchObject({ score: 30, level: 'elevated' });
    expect(risk(warned(hourMs, warned(2 * hourMs)))).toMatchObject({ score: 60, level: 'high' });
    expect(risk(warned(2 * dayMs))).toMatchObject({ score: 15, level: 'low' });
    expect(risk(warned(8 * dayMs)).score).toBe(0);
    expect(risk(noteWarning(aLedger(), careful, { kind: 'restricted', at: start })).level).toBe('high');
  });

  it('counts lost connections and messages that could not be read', () => {
    const reopened = (count: number) => times(count, aLedger(), (each) => noteReopened(each, later(-hourMs)));
    expect(pointsOf(reopened(5))).toEqual({});
    expect(pointsOf(reopened(20))).toEqual({ 'risk.reconnects': 10 });
    expect(pointsOf(aLedger(), { decryptFailures: 10 })).toEqual({ 'risk.decrypt_failures': 5 });
  });

  it('is never above 100, with the causes by weight', () => {
    const worst = noteWarning(sent(150, openLedger({ seed: 1, linkedAt: start })), careful, {
      kind: 'banner',
      at: start,
    });
    const all = risk({ ...worst, newContacts: worst.day }, { decryptFailures: 99 });
    expect(all).toMatchObject({ score: 100, level: 'high' });
    const points = all.causes.map((each) => each.points);
    expect(points).toEqual([...points].sort((left, right) => right - left));
    for (const { cause, points: given } of all.causes) expect(given).toBeLessThanOrEqual(riskWeights[cause]);
  });

  it('slows the number down by itself, and to replies when it is high', () => {
    const under = (ledger: SendingLedger) => policyUnder(careful, risk(ledger));
    expect(under(aLedger()).pace).toBe(1);
    expect(under(warned(hourMs))).toMatchObject({ pace: 0.5, rules: { replyWithinDays: 7 } });
    expect(under(warned(hourMs, warned(2 * hourMs)))).toMatchObject({ pace: 0.25, rules: { replyWithinDays: 1 } });
  });
});
