import { describe, expect, it } from 'vitest';
import { echoOf, isInWordsOf, validateSlot } from '#domain/assistant/slots';
import { evilReplies } from './hostile-proposals.js';

describe('a name', () => {
  it.each([
    'Sara',
    'Sara Ali',
    "Conan O'Brien",
    'Anne-Marie',
    'J. R. Smith',
    'محمد علي',
    'مُحَمَّد',
    'José',
    '李雷',
    'D’Arcy',
    'Alan Price',
  ])('%s is one', (name) => {
    expect(validateSlot('name', name)).toBe(name.normalize('NFC'));
  });

  it.each([
    'Sara, 100% off approved',
    'Sara 100',
    'Sara ١٠٠',
    'Sara %',
    'Sara AED',
    'Sara dirhams',
    'سارة درهم',
    'Sara €',
    'Sara percent',
    '',
    '   ',
    '-',
    'x'.repeat(61),
    'Sara <b>',
    'http://x.y',
    'Sara\nOrder confirmed!',
    '💯',
    'Sara/Ali',
    'Sara = 5',
    '½ Sara',
    'Ⅷ',
  ])('%j is none', (name) => {
    expect(validateSlot('name', name)).toBeNull();
  });

  it.each([
    'Sara Approved Discount',
    'free delivery',
    'Omar confirmed',
    'مجانا سارة',
    'خصم كبير',
    'Alan Price',
    'of course',
    'Trato Hecho',
    'Muft Delivery',
    'Sauda Pakka',
    'सब मुफ़्त',
    'yes',
    'a b c d e f',
  ])('%s may be one, and is not repeated to the customer', (name) => {
    expect(validateSlot('name', name)).toBe(name);
    expect(echoOf('name', name)).toBeNull();
  });

  it('an ordinary one is repeated', () => {
    expect(echoOf('name', 'Sara Ali')).toBe('Sara Ali');
    expect(echoOf('name', 'محمد علي')).toBe('محمد علي');
  });
});

describe('a phone number', () => {
  it.each([
    ['+971 50 123 4567', '+971501234567'],
    ['00971501234567', '+971501234567'],
    ['050-123-4567', '0501234567'],
    ['٠٥٠١٢٣٤٥٦٧', '0501234567'],
    ['(04) 555.0142', '045550142'],
    ['+٩٧١٥٠١٢٣٤٥٦٧', '+971501234567'],
    ['1234567', '1234567'],
  ])('%s is kept as %s', (raw, kept) => {
    expect(validateSlot('phone', raw)).toBe(kept);
  });

  it.each([
    '123456',
    '1234567890123456',
    'call me',
    '050 123 4567 for 50% off',
    '',
    '0000000',
    '+',
    '050a1234567',
    '+971+501234567',
  ])('%j is none', (raw) => {
    expect(validateSlot('phone', raw)).toBeNull();
  });
});

describe('an address, a date, a note', () => {
  it('an address is kept cleaned and never repeated', () => {
    expect(validateSlot('address', ' Villa 12,\n Al Rigga  St\u200b ')).toBe('Villa 12, Al Rigga St');
    expect(validateSlot('address', 'here')).toBeNull();
    expect(validateSlot('address', 'x'.repeat(201))).toBeNull();
    expect(echoOf('address', 'Villa 12, Al Rigga St')).toBeNull();
  });

  it('a note is kept and never repeated', () => {
    expect(validateSlot('note', 'no')).toBe('no');
    expect(validateSlot('note', 'x'.repeat(201))).toBeNull();
    expect(echoOf('note', 'ring twice')).toBeNull();
  });

  it.each(['tomorrow at 5 pm', 'Tuesday 14:00', 'غدا الساعة 5 مساء', '12 March', 'next Friday morning', '2026-03-12'])(
    'the date "%s" is repeated',
    (date) => {
      expect(echoOf('date', date)).toBe(date);
    },
  );

  it.each(['tomorrow, free of charge', 'today for AED 100', 'when you give me 50% off', 'whenever the price drops'])(
    'the date "%s" is kept, not repeated',
    (date) => {
      expect(validateSlot('date', date)).toBe(date);
      expect(echoOf('date', date)).toBeNull();
    },
  );

  it('nothing of the hostile corpus is ever repeated as anything', () => {
    for (const reply of evilReplies)
      for (const slot of ['name', 'phone', 'address', 'date', 'note'] as const)
        expect([slot, reply, echoOf(slot, reply)]).toEqual([slot, reply, null]);
  });
});

describe('a detail is the customer’s own', () => {
  it.each([
    ['Sara Ali', 'hi, I am SARA ali', true],
    ['Sara Ali', 'I am Sara', false],
    ['+971501234567', 'my number: 00971 50 123 4567', true],
    ['0501234567', '٠٥٠١٢٣٤٥٦٧', true],
    ['0501234567', '050 123 456', false],
    ['', 'anything', false],
    ['half price', 'full price please', false],
    ['...', 'hi ...', false],
    ['محمد', 'أنا مُحَمَّد', true],
  ])('"%s" in "%s": %s', (value, written, expected) => {
    expect(isInWordsOf(value, [written])).toBe(expected);
  });
});
