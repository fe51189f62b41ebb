import { describe, expect, it } from 'vitest';
import { orderNumberMark, type RenderedLetter } from '#application/mail/letter';
import { renderAccountLetter } from '#application/mail/render-account-letters';
import { renderHandOverNotice, renderLeadNotice, renderOrderNotice } from '#application/mail/render-notices';
import { escalationReasons } from '#domain/conversation/conversation';
import type { Lead } from '#domain/leads/lead';
import { ConversationId, LeadId, OrderId, ServiceId, TenantId } from '#domain/shared/ids';
import { type Language, languages } from '#domain/shared/language';
import { Currency, Money } from '#domain/shared/money';
import { xssCorpus } from '#test/support/xss-corpus';

const body = 'a'.repeat(32);
const conversationId = ConversationId(`cnv_${body}`);
const publicUrl = 'https://wakil.test';
const url = `${publicUrl}/app/verify-email#token=${'A'.repeat(43)}`;
const aed = (minor: bigint) => Money.of(minor, Currency('AED'));

const orderOf = (name: string, note: string) => ({
  id: OrderId(`ord_${body}`),
  lines: [
    {
      serviceId: ServiceId(`svc_${body}`),
      name: { en: name, ar: name },
      quantity: 2,
      unitPrice: aed(15_000n),
      overriddenUnitPrice: null,
    },
  ],
  details: { name: note, note },
  catalogueVersion: 1,
});

const leadOf = (value: string): Lead => ({
  id: LeadId(`led_${body}`),
  tenantId: TenantId(`ten_${body}`),
  source: 'form',
  formId: null,
  conversationId: null,
  customerId: null,
  name: value,
  email: value,
  phone: null,
  intent: `${value} please`,
  values: { size: `${value}!`, [value]: 'a key' },
  status: 'new',
  assignee: null,
  createdAt: new Date(0),
  version: 0,
});

/** Every letter there is, with the same value wherever one can stand. */
const lettersWith = (value: string, language: Language): readonly RenderedLetter[] => {
  const place = { language, businessName: value, publicUrl };
  const kinds = ['verify_email', 'reset_password', 'accept_invitation'] as const;
  return [
    ...kinds.map((kind) => renderAccountLetter({ kind, language, name: value, businessName: value, url })),
    renderOrderNotice(place, orderOf(value, value), value),
    renderHandOverNotice(place, {
      conversationId,
      reason: 'customer_asked',
      customerName: value,
      lastWords: value,
      begun: { form: null, values: { note: value } },
    }),
    renderLeadNotice(place, leadOf(value), null),
  ];
};

/** The tags of a page in their order, with their attributes: what a browser would make of it. */
const shapeOf = ({ html }: RenderedLetter): string[] =>
  [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag).filter((tag) => tag !== '<br>');

describe.each(languages)('mails in %s', (language) => {
  const harmless = lettersWith('Noor', language).map(shapeOf);

  it('are text beside HTML, in the direction of the language, with a subject of one line', () => {
    for (const { html, text, subject } of lettersWith('Noor', language)) {
      expect(html).toContain(`lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`);
      expect(text).toContain('https://wakil.test/app/');
      expect(text).not.toMatch(/<[a-z]/);
      expect(subject).toMatch(/^[^\p{Cc}]{5,200}$/u);
    }
  });

  it('stay what they are whatever stands in them', () => {
    expect(xssCorpus.length).toBeGreaterThanOrEqual(100);
    for (const payload of xssCorpus)
      for (const [index, letter] of lettersWith(payload, language).entries())
        expect(shapeOf(letter), payload).toEqual(harmless[index]);
  });

  it('let nothing begin a header or turn the direction of what stands around it', () => {
    const hostile = `a\r\nBcc: x@evil.test\u2028\u0000\u0007b\u202Ec\u2066d${orderNumberMark}\uD800`;
    for (const { subject, text, html } of lettersWith(hostile, language)) {
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u202E\u2066\uD800]/u);
      for (const part of [text, html]) expect(part).not.toMatch(/(?!\n)[\p{Cc}\u202E\u2066\u2028]/u);
    }
  });

  it('of a hand-over show no form where nothing of one was filled in', () => {
    const handOver = { conversationId, reason: 'customer_asked', customerName: null, lastWords: '' } as const;
    const place = { language, businessName: 'Noor', publicUrl };
    const plain = renderHandOverNotice(place, handOver);
    expect(renderHandOverNotice(place, { ...handOver, begun: { form: null, values: {} } })).toEqual(plain);
  });

  it('know a word for every reason', () => {
    for (const reason of escalationReasons) {
      const handOver = { conversationId, reason, customerName: null, lastWords: '' };
      const { text } = renderHandOverNotice({ language, businessName: 'Noor', publicUrl }, handOver);
      expect(text).not.toContain(reason);
      expect(text).toContain(`${publicUrl}/app/inbox?conversation=${conversationId}`);
    }
  });
});

describe('the mail about an order', () => {
  it('says what, how much and where, and leaves its number to who sends it', () => {
    const place = { language: 'en', businessName: 'Noor Spa', publicUrl } as const;
    const { subject, text } = renderOrderNotice(place, orderOf('Deep massage', 'after six'), 'Omar');
    expect(subject).toBe(`New order request no. ${orderNumberMark} at Noor Spa`);
    for (const part of ['2 × Deep massage: AED 300', 'Total: AED 300', 'Customer: Omar', 'Note: after six'])
      expect(text).toContain(part);
    expect(text).toContain(`${publicUrl}/app/orders?order=ord_${body}`);
  });

  it('takes its number from nowhere else', () => {
    const place = { language: 'en', businessName: `Noor ${orderNumberMark}`, publicUrl } as const;
    const { subject, text, html } = renderOrderNotice(
      place,
      orderOf(orderNumberMark, orderNumberMark),
      orderNumberMark,
    );
    for (const part of [subject, text]) expect(part.split(orderNumberMark)).toHaveLength(2);
    // In the title of the page and in its heading.
    expect(html.split(orderNumberMark)).toHaveLength(3);
  });
});
