import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedMessageId, derivedOrderId, type IdKind, idPrefixes, isIdOf, OrderId, TurnId } from '#domain/shared/ids';

const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 });
const kinds = Object.keys(idPrefixes) as IdKind[];

describe('an id', () => {
  it('is of its own kind and of no other', () => {
    fc.assert(
      fc.property(hex, fc.constantFrom(...kinds), (body, kind) => {
        const id = `${idPrefixes[kind]}_${body}`;
        expect(kinds.filter((each) => isIdOf(each, id))).toEqual([kind]);
      }),
    );
  });

  it('has a prefix of three letters that no other kind has', () => {
    expect(new Set(Object.values(idPrefixes)).size).toBe(kinds.length);
    for (const prefix of Object.values(idPrefixes)) expect(prefix).toMatch(/^[a-z]{3}$/);
  });

  it.each([
    '',
    'ord_',
    'ord_123',
    `ord_${'g'.repeat(32)}`,
    `ORD_${'0'.repeat(32)}`,
    `ord_${'0'.repeat(33)}`,
    `ord_${'0'.repeat(32)}\n`,
    `ord_${'0'.repeat(32)}-`,
    `ord_${'0'.repeat(32)}-A`,
    '__proto__',
  ])('is not "%s"', (raw) => {
    expect(isIdOf('order', raw)).toBe(false);
  });

  it('derived from a turn is the same every time, well-formed, and differs by turn and by part', () => {
    fc.assert(
      fc.property(hex, hex, (one, other) => {
        fc.pre(one !== other);
        const [turn, another] = [TurnId(`trn_${one}`), TurnId(`trn_${other}`)];
        expect(derivedOrderId(turn)).toBe(derivedOrderId(turn));
        expect(isIdOf('order', derivedOrderId(turn))).toBe(true);
        expect(isIdOf('message', derivedMessageId(turn, 'r0'))).toBe(true);
        expect(derivedOrderId(turn)).not.toBe(derivedOrderId(another));
        expect(derivedMessageId(turn, 'r0')).not.toBe(derivedMessageId(turn, 'r1'));
        expect(derivedMessageId(OrderId(`ord_${one}`), 'approved')).not.toBe(
          derivedMessageId(OrderId(`ord_${other}`), 'approved'),
        );
      }),
    );
  });
});
