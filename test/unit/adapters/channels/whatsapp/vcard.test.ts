import { describe, expect, it } from 'vitest';
import { contactOf, contactsOf } from '#adapters/channels/whatsapp/vcard';

describe('contactOf', () => {
  it('reads name and numbers, also of folded lines and groups', () => {
    const card =
      'BEGIN:VCARD\r\nFN:Dana\\, of Noor\r\nitem1.TEL;waid=77051234567:+7 705 123\r\n 45 67\r\nTEL:+77051234567\r\nEND:VCARD';
    expect(contactOf(null, card)).toEqual({ name: 'Dana, of Noor', phones: ['+7 705 12345 67', '+77051234567'] });
    expect(contactOf('Shown', card)?.name).toBe('Shown');
  });

  it('takes nothing that is no number, and nobody out of nothing', () => {
    expect(contactOf('X', 'TEL:javascript:alert(1)\nTELEX:123456\nTEL:+77051234567')?.phones).toEqual(['+77051234567']);
    expect(contactOf('', 'BEGIN:VCARD\nEND:VCARD')).toBeNull();
    expect(contactOf(null, null)).toBeNull();
  });

  it('stays small, whatever the card says', () => {
    const card = `FN:${'n'.repeat(500)}\n${Array.from({ length: 50 }, (_, n) => `TEL:+7705000${1_000 + n}`).join('\n')}`;
    const contact = contactOf(null, card);
    expect(contact?.name.length).toBe(128);
    expect(contact?.phones).toHaveLength(10);
    expect(contactsOf(Array.from({ length: 50 }, () => ({ displayName: 'D' })))).toHaveLength(20);
  });
});
