import { type Html, html, nothing } from '#adapters/http/routes/demo/markup';
import type { Receipt } from '#application/receipts/read-receipt';
import { formatMoney } from '#domain/shared/format-money';
import { type Language, textIn } from '#domain/shared/language';

type Words = {
  readonly title: string;
  readonly price: string;
  readonly item: string;
  readonly unit: string;
  readonly validFrom: string;
  readonly fingerprint: string;
  readonly current: string;
  readonly changed: string;
  readonly about: string;
  readonly other: string;
  readonly otherLanguage: Language;
  readonly lost: string;
  readonly lostHint: string;
};

const words: Readonly<Record<Language, Words>> = {
  en: {
    title: 'Price receipt',
    price: 'Price',
    item: 'Item',
    unit: 'Unit',
    validFrom: 'Valid from',
    fingerprint: 'Fingerprint of this catalogue entry',
    current: 'This is still the price in the catalogue.',
    changed: 'The catalogue has changed since. This is what it said when the price was quoted.',
    about: 'The assistant read this price from the catalogue of the business. It cannot change prices.',
    other: 'العربية',
    otherLanguage: 'ar',
    lost: 'There is no such receipt',
    lostHint: 'The address is incomplete, or was not made here.',
  },
  ar: {
    title: 'إيصال سعر',
    price: 'السعر',
    item: 'الصنف',
    unit: 'الوحدة',
    validFrom: 'ساري من',
    fingerprint: 'بصمة هذا السجل في القائمة',
    current: 'ما زال هذا هو السعر في القائمة.',
    changed: 'تغيّرت القائمة بعد ذلك. هذا ما كانت تقوله حين ذُكر السعر.',
    about: 'قرأ المساعد هذا السعر من قائمة أسعار النشاط، ولا يستطيع تغيير الأسعار.',
    other: 'English',
    otherLanguage: 'en',
    lost: 'لا يوجد إيصال بهذا العنوان',
    lostHint: 'العنوان غير مكتمل أو لم يصدر من هنا.',
  },
};

const page = (language: Language, title: string, body: Html): string =>
  html`<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="stylesheet" href="/static/receipt.css">
</head>
<body>
${body}
</body>
</html>
`.text;

const row = (term: string, value: Html): Html => html`<div><dt>${term}</dt><dd>${value}</dd></div>`;

const dateOf = (at: Date, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'ar' ? 'ar-u-nu-latn' : 'en', {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(at);

/** What a price was, in words and with its fingerprint. */
export const receiptPage = ({ businessName, record, isCurrent, timeZone }: Receipt, language: Language): string => {
  const say = words[language];
  const name = textIn(record.name, language);
  const unit = textIn(record.unit, language);
  const body = html`<main>
<header><p class="business">${businessName}</p><a href="?lang=${say.otherLanguage}" lang="${say.otherLanguage}" hreflang="${say.otherLanguage}">${say.other}</a></header>
<h1>${say.title}</h1>
<p class="price"><bdi>${formatMoney(record.price, language)}</bdi></p>
<p class="${isCurrent ? 'current' : 'changed'}">${isCurrent ? say.current : say.changed}</p>
<dl>
${row(say.item, html`<bdi>${name}</bdi>`)}
${unit === '' ? nothing : row(say.unit, html`<bdi>${unit}</bdi>`)}
${row(say.validFrom, html`<time datetime="${record.validFrom.toISOString()}">${dateOf(record.validFrom, timeZone, language)}</time>`)}
${row(say.fingerprint, html`<code dir="ltr">${record.hash}</code>`)}
</dl>
<p class="quiet">${say.about}</p>
</main>`;
  return page(language, `${say.title} · ${name}`, body);
};

export const noReceiptPage = (language: Language): string => {
  const say = words[language];
  return page(language, say.lost, html`<main><h1>${say.lost}</h1><p>${say.lostHint}</p></main>`);
};

export const receiptStyle = `
:root { color-scheme: light dark; --ink: light-dark(#16202a, #e8edf2); --soft: light-dark(#526071, #a3b0bd);
  --paper: light-dark(#f4f6f8, #11161c); --card: light-dark(#ffffff, #1a2129); --line: light-dark(#e3e8ee, #2b343e); --accent: light-dark(#0f766e, #5eead4); }
* { box-sizing: border-box; margin: 0; }
body { font: 16px/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif; color: var(--ink);
  background: var(--paper); min-height: 100vh; display: grid; place-items: center; padding: 24px; overflow-wrap: anywhere; }
main { width: 100%; max-width: 520px; background: var(--card); border: 1px solid var(--line); border-radius: 20px; padding: clamp(20px, 5vw, 36px); }
header { display: flex; justify-content: space-between; gap: 16px; align-items: baseline; margin-block-end: 20px; }
.business { font-weight: 650; } a { color: var(--accent); }
h1 { font-size: 1.1rem; color: var(--soft); font-weight: 600; }
.price { font-size: 2.4rem; font-weight: 700; line-height: 1.25; margin-block: 4px 8px; }
.current { color: var(--accent); } .changed { color: light-dark(#92400e, #fbbf24); }
dl { margin-block: 24px; display: grid; gap: 14px; } dt { font-size: .85rem; color: var(--soft); } dd { margin: 0; }
code { font: 0.8rem/1.5 ui-monospace, Menlo, Consolas, monospace; } .quiet { font-size: .88rem; color: var(--soft); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 6px; }
`;
