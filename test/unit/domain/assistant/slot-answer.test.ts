import { describe, expect, it } from 'vitest';
import { noMenus } from '#domain/assistant/flow-snapshot';
import { slotAnswer } from '#domain/assistant/slot-answer';
import { freshDialogue, type OrderDraft } from '#domain/conversation/dialogue';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { noorSouq, svc } from './noor-souq.js';

const answerTo = (awaiting: OrderDraft['awaiting'], ...unanswered: readonly string[]) =>
  slotAnswer({
    settings: defaultAssistantSettings,
    catalogue: noorSouq(),
    menus: noMenus,
    dialogue: {
      ...freshDialogue,
      order: { lines: [{ serviceId: svc('S01'), quantity: 1 }], details: {}, awaiting, quoted: null },
    },
    mode: 'assistant',
    unanswered,
    choiceId: null,
    hasUnreadable: false,
    lastOrderIsPending: false,
  });

describe('the plain answer to what was asked', () => {
  it.each([
    ['address', 'Villa 12, Al Wasl Road, Jumeirah'],
    ['date', 'Friday 5pm'],
    ['date', 'tomorrow, at 5'],
    ['phone', '050 123 4567'],
    ['note', 'call 0501234567 on Friday, the bell is broken'],
  ] as const)('of the %s is taken whole: %s', (slot, text) => {
    expect(answerTo(slot, text)).toEqual({ act: 'order', lines: [], slots: { [slot]: text } });
  });

  it.each([
    ['address', 'Sara Khan, 0501234567, Friday 5pm, Dubai Marina'],
    ['address', 'Villa 12, Jumeirah, ٠٥٠١٢٣٤٥٦٧'],
    ['address', 'Villa 12 Jumeirah\ntomorrow evening'],
    ['date', 'Friday 5pm, Dubai Marina'],
    ['date', 'الجمعة، دبي مارينا'],
    ['date', 'tomorrow 0501234567'],
  ] as const)('of the %s is left to the model when it holds other details too: %s', (slot, text) => {
    expect(answerTo(slot, text)).toBeNull();
  });

  it('is left to the model when the details come as several messages', () => {
    expect(answerTo('address', 'Dubai Marina', 'Friday 5pm')).toBeNull();
  });
});
