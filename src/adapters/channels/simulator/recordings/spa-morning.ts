import { Recording } from '#adapters/channels/simulator/recording';

/** Five customers of a spa on one morning, in English and Arabic: prices, an order, a burst, somebody who wants a person. */
export const spaMorning = Recording.parse({
  title: 'spa-morning',
  people: {
    ana: { name: 'Ana', phone: '971501112201', lid: '1150111220101' },
    omar: { name: 'عمر', phone: '971501112202', lid: '1150111220202' },
    lina: { name: 'Lina', phone: '971501112203', lid: '1150111220303' },
    sami: { name: 'سامي', phone: '971501112204', lid: '1150111220404' },
    noura: { name: 'Noura', phone: '971501112205', lid: '1150111220505' },
  },
  before: [
    { afterMs: 0, from: 'ana', says: 'Are you open on Friday?' },
    { afterMs: 60_000, from: 'lina', says: 'Thank you for yesterday!' },
  ],
  steps: [
    { afterMs: 2_000, from: 'ana', says: 'Hi, how much is a hot stone massage?' },
    { afterMs: 3_000, from: 'omar', says: 'كم سعر الحمام المغربي الملكي؟' },
    { afterMs: 1_000, from: 'lina', says: 'hello' },
    { afterMs: 800, from: 'lina', says: 'I want' },
    { afterMs: 900, from: 'lina', says: 'to book a classic facial' },
    { afterMs: 4_000, from: 'ana', says: 'I would like to book a hot stone massage' },
    { afterMs: 2_000, from: 'sami', says: 'أريد التحدث مع شخص' },
    { afterMs: 5_000, from: 'ana', says: 'yes' },
    { afterMs: 3_000, from: 'noura', says: 'Can you give me a discount?' },
    { afterMs: 6_000, from: 'lina', says: 'yes' },
    { afterMs: 4_000, from: 'omar', says: 'شكرا' },
    { afterMs: 2_000, from: 'noura', says: 'What are your opening hours?' },
  ],
});
