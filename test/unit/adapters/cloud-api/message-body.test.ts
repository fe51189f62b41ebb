import { describe, expect, it } from 'vitest';
import { messageBody, typingBody } from '#adapters/channels/cloud-api/message-body';
import { recipientOf } from '#adapters/channels/cloud-api/recipient';
import type { Message } from '#domain/conversation/message';
import { aMessage, choicesOf, messageId } from './builders.js';

const bodyOf = (about: Partial<Message>): Record<string, unknown> =>
  JSON.parse(messageBody(aMessage(about), { to: '16505551234' }) ?? 'null') as Record<string, unknown>;
const text = (content: string): Partial<Message> => ({ content: { type: 'text', text: content } });

describe('a message on its way to Meta', () => {
  it('is plain text with our id', () => {
    expect(bodyOf(text('Hello!'))).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '16505551234',
      type: 'text',
      text: { body: 'Hello!', preview_url: false },
      biz_opaque_callback_data: messageId,
    });
  });

  it('shows up to three short choices as buttons', () => {
    const body = bodyOf({ ...text('Which one?'), choices: choicesOf('Haircut', 'Colour', 'x'.repeat(20)) });
    expect(body).toMatchObject({
      type: 'interactive',
      interactive: {
        type: 'button',
        body: { text: 'Which one?' },
        action: {
          buttons: [
            { type: 'reply', reply: { id: 'choice-1', title: 'Haircut' } },
            { type: 'reply', reply: { id: 'choice-2', title: 'Colour' } },
            { type: 'reply', reply: { id: 'choice-3', title: 'x'.repeat(20) } },
          ],
        },
      },
    });
    expect(body).not.toHaveProperty('text');
  });

  it.each([
    ['four choices', choicesOf('a', 'b', 'c', 'd')],
    ['ten choices', choicesOf(...'abcdefghij')],
    ['a label of 21', choicesOf('x'.repeat(21))],
    ['a label of 24', choicesOf('x'.repeat(24))],
  ])('shows %s as a list', (_, choices) => {
    expect(bodyOf({ ...text('Which?'), choices })).toMatchObject({
      type: 'interactive',
      interactive: {
        type: 'list',
        action: { button: 'Choose', sections: [{ rows: choices.map(({ id, label }) => ({ id, title: label })) }] },
      },
    });
  });

  it('opens the list in the language of the text', () => {
    const body = bodyOf({ ...text('أي خدمة تريد؟'), choices: choicesOf('قص', 'صبغ', 'غسيل', 'حلاقة') });
    expect(body).toMatchObject({ interactive: { action: { button: 'اختر' } } });
  });

  it.each([
    ['eleven choices', choicesOf(...'abcdefghijk'), 'Which?'],
    ['a label of 25', choicesOf('x'.repeat(25)), 'Which?'],
    ['two labels alike', choicesOf('same', 'same'), 'Which?'],
    ['an empty label', choicesOf('', 'b'), 'Which?'],
    ['a label with a space at its end', choicesOf('a ', 'b'), 'Which?'],
    ['a long text', choicesOf('a', 'b'), 'x'.repeat(1_025)],
  ])('stays plain text for %s', (_, choices, words) => {
    const body = bodyOf({ ...text(words), choices });
    expect(body).toMatchObject({ type: 'text', text: { body: words } });
    expect(body).not.toHaveProperty('interactive');
  });

  it('is storable and sendable whatever the text holds', () => {
    expect(bodyOf(text(`a\ud800b\u0000${'z'.repeat(5_000)}`))).toMatchObject({
      text: { body: `a\ufffdb${'z'.repeat(4_093)}` },
    });
  });

  it('does not exist for what this channel cannot send', () => {
    expect(bodyOf(text('  \n '))).toBeNull();
    expect(bodyOf({ content: { type: 'location', latitude: 1, longitude: 2, name: null } })).toBeNull();
  });
});

describe('the recipient', () => {
  const phone = { scheme: 'wa_phone', value: '16505551234' } as const;
  const bsuid = { scheme: 'wa_bsuid', value: 'US.13491208655302741918' } as const;

  it('is the phone when known, else the BSUID, and never something else', () => {
    expect(recipientOf([bsuid, phone])).toEqual({ to: '16505551234' });
    expect(recipientOf([bsuid])).toEqual({ recipient: 'US.13491208655302741918' });
    expect(recipientOf([{ scheme: 'email', value: 'a@b.test' }])).toBeNull();
    expect(recipientOf([])).toBeNull();
  });
});

describe('the typing call', () => {
  it('marks the message read too', () => {
    expect(JSON.parse(typingBody('wamid.1'))).toEqual({
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: 'wamid.1',
      typing_indicator: { type: 'text' },
    });
  });
});
