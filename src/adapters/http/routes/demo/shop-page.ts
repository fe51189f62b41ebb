import { type Html, html, nothing } from '#adapters/http/routes/demo/markup';
import type { DemoShop } from '#application/widget/read-demo-shop';
import type { Language } from '#domain/shared/language';

type Words = {
  readonly demo: string;
  readonly hero: string;
  readonly ask: string;
  readonly offers: string;
  readonly empty: string;
  readonly soldOut: string;
  readonly other: string;
  readonly otherLanguage: Language;
  readonly notFound: string;
  readonly notFoundHint: string;
};

const words: Readonly<Record<Language, Words>> = {
  en: {
    demo: 'A demo page: this is how the chat looks on a site.',
    hero: 'Ask us anything, order in the chat.',
    ask: 'The button in the corner opens the chat. Somebody is always there.',
    offers: 'What we offer',
    empty: 'Nothing is on offer yet. Add services in the panel and load this page again.',
    soldOut: 'Not available now',
    other: 'العربية',
    otherLanguage: 'ar',
    notFound: 'There is no shop here',
    notFoundHint: 'Open the demo page from your panel: the address ends in the name of your business.',
  },
  ar: {
    demo: 'صفحة تجريبية: هكذا تبدو المحادثة على موقعك.',
    hero: 'اسألنا عن أي شيء واطلب من خلال المحادثة.',
    ask: 'الزر في زاوية الصفحة يفتح المحادثة. هناك دائمًا من يجيبك.',
    offers: 'خدماتنا',
    empty: 'لا توجد خدمات بعد. أضف خدمات في لوحة التحكم ثم أعد تحميل الصفحة.',
    soldOut: 'غير متاح الآن',
    other: 'English',
    otherLanguage: 'en',
    notFound: 'لا يوجد متجر في هذا العنوان',
    notFoundHint: 'افتح الصفحة التجريبية من لوحة التحكم: ينتهي العنوان باسم نشاطك.',
  },
};

const page = (language: Language, title: string, colour: string, body: Html): string =>
  html`<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="/static/demo/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/demo/shop.css?brand=${colour.replace('#', '')}">
</head>
<body>
${body}
</body>
</html>
`.text;

const badge = ({ logoPath, name }: DemoShop): Html =>
  logoPath === null
    ? html`<span class="badge" aria-hidden="true">${[...name][0] ?? ''}</span>`
    : html`<img class="badge" src="${logoPath}" alt="">`;

const switchTo = ({ slug, languages, language }: DemoShop): Html => {
  const { other, otherLanguage } = words[language];
  if (!languages.includes(otherLanguage)) return nothing;
  return html`<a class="language" href="/demo/${slug}?lang=${otherLanguage}" lang="${otherLanguage}" hreflang="${otherLanguage}">${other}</a>`;
};

const pictureOf = ({ name, picturePath }: DemoShop['items'][number], place: number): Html =>
  picturePath === null
    ? html`<div class="picture tone${place % 6}" aria-hidden="true">${[...name][0] ?? ''}</div>`
    : html`<img class="picture" src="${picturePath}" alt="" loading="lazy">`;

const card = (item: DemoShop['items'][number], place: number, language: Language): Html => html`<li class="card">
${pictureOf(item, place)}
<div class="about">
${item.category === '' ? nothing : html`<p class="category">${item.category}</p>`}
<h3>${item.name}</h3>
${item.description === '' ? nothing : html`<p class="description">${item.description}</p>`}
<p class="price"><strong>${item.price}</strong>${item.unit === '' ? nothing : html` <span>${item.unit}</span>`}</p>
${item.isAvailable ? nothing : html`<p class="sold">${words[language].soldOut}</p>`}
</div>
</li>`;

const footerOf = ({ phone, address, name }: DemoShop, language: Language): Html => html`<footer>
<p><strong>${name}</strong></p>
${address === '' ? nothing : html`<p>${address}</p>`}
${phone === null ? nothing : html`<p><bdi>${phone}</bdi></p>`}
<p class="quiet">${words[language].demo}</p>
</footer>`;

/** A small shop with the real snippet at its end. */
export const shopPage = (shop: DemoShop): string => {
  const { language, items, name, description, slug } = shop;
  const say = words[language];
  const cards = items.map((item, place) => card(item, place, language));
  const body = html`<header>
<a class="brand" href="/demo/${slug}?lang=${language}">${badge(shop)}<span>${name}</span></a>
${switchTo(shop)}
</header>
<main>
<section class="hero">
<h1>${description === '' ? say.hero : name}</h1>
<p>${description === '' ? say.ask : description}</p>
</section>
<section aria-labelledby="offers">
<h2 id="offers">${say.offers}</h2>
${cards.length === 0 ? html`<p class="empty">${say.empty}</p>` : html`<ul class="cards">${cards}</ul>`}
</section>
</main>
${footerOf(shop, language)}
<script async src="/widget.js" data-client="${slug}" data-language="${language}"></script>`;
  return page(language, name, shop.brandColour, body);
};

/** Instead of a shop that is not there. */
export const noShopPage = (language: Language): string => {
  const say = words[language];
  return page(
    language,
    say.notFound,
    '#0f766e',
    html`<main class="lost"><h1>${say.notFound}</h1><p>${say.notFoundHint}</p><p><a href="/app/">Wakil</a></p></main>`,
  );
};
