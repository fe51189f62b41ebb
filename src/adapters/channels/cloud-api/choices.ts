import type { OfferedChoice } from '#domain/conversation/message';

/** Meta's limits; the lengths are counted in UTF-16 units here, which is never less than what Meta counts. */
const bodyLength = 1_024;
const buttons = { count: 3, label: 20, id: 256 };
const rows = { count: 10, label: 24, id: 200 };

const arabic = /\p{Script=Arabic}/u;

const fits = (choices: readonly OfferedChoice[], limit: typeof buttons): boolean =>
  choices.length <= limit.count &&
  new Set(choices.map(({ label }) => label)).size === choices.length &&
  new Set(choices.map(({ id }) => id)).size === choices.length &&
  choices.every(({ id, label }) => isWithin(id, limit.id) && isWithin(label, limit.label));

/** Meta refuses titles and ids that are empty or begin or end with a space. */
const isWithin = (text: string, limit: number): boolean => text !== '' && text === text.trim() && text.length <= limit;

/**
 * Buttons, or else a list, or else `null` when the choices fit neither: the renderer numbers them in the text anyway, and a
 * typed number is as good as a tap.
 */
export const interactiveOf = (text: string, choices: readonly OfferedChoice[]): object | null => {
  if (choices.length === 0 || text.length > bodyLength) return null;
  const body = { text };
  if (fits(choices, buttons)) {
    const action = { buttons: choices.map(({ id, label }) => ({ type: 'reply', reply: { id, title: label } })) };
    return { type: 'button', body, action };
  }
  if (!fits(choices, rows)) return null;
  const open = arabic.test(text) ? 'اختر' : 'Choose';
  return {
    type: 'list',
    body,
    action: { button: open, sections: [{ rows: choices.map(({ id, label }) => ({ id, title: label })) }] },
  };
};
