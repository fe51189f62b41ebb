import { Recording } from '#adapters/channels/simulator/recording';

const ana = { name: 'Ana', phone: '971501112301', lid: '1150111230101' };
const omar = { name: 'Omar', phone: '971501112302', lid: '1150111230202' };

/** One thought in five bubbles: it wants one answer (notes/pains.md row 8). */
export const burst = Recording.parse({
  title: 'burst',
  people: { ana },
  steps: [
    { afterMs: 1_000, from: 'ana', says: 'Hi' },
    { afterMs: 300, from: 'ana', says: 'good morning' },
    { afterMs: 300, from: 'ana', says: 'how much is' },
    { afterMs: 300, from: 'ana', says: 'the hot stone massage' },
    { afterMs: 300, from: 'ana', says: '?' },
  ],
});

/** Two people write over one another: each must get their own answer and nobody else's (row 3). */
export const twoAtOnce = Recording.parse({
  title: 'two-at-once',
  people: { ana, omar },
  steps: [
    { afterMs: 1_000, from: 'ana', says: 'How much is a hot stone massage?' },
    { afterMs: 0, from: 'omar', says: 'How much is a classic facial?' },
    { afterMs: 4_000, from: 'omar', says: 'How much is a foot reflexology?' },
    { afterMs: 0, from: 'ana', says: 'How much is a Royal Moroccan bath?' },
  ],
});

/**
 * Known by the number, then by the hidden id alone, and only then by both (rows 4 and 9). Until somebody says that they are
 * one they cannot be known to be; from then on it is one person, with everything that was said.
 */
export const lidAfterPhone = Recording.parse({
  title: 'lid-after-phone',
  people: { ana },
  steps: [
    { afterMs: 1_000, from: 'ana', as: 'phone', says: 'How much is a hot stone massage?' },
    { afterMs: 5_000, from: 'ana', as: 'lid', says: 'And a classic facial?' },
    { afterMs: 5_000, from: 'ana', as: 'both', says: 'How much is a foot reflexology?' },
    { afterMs: 5_000, from: 'ana', as: 'lid', says: 'Thank you' },
    { afterMs: 5_000, from: 'ana', as: 'phone', says: 'What are your opening hours?' },
  ],
});
