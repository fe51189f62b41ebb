import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WidgetMessage } from '../../../widget/src/contract.js';
import { kept, lastSeq, merge, unread } from '../../../widget/src/core/messages.js';

const message = (seq: number, about: Partial<WidgetMessage> = {}) =>
  ({ id: `msg_${seq}`, seq, from: 'assistant', text: String(seq), ...about }) as WidgetMessage;

describe('messages', () => {
  it('are in the order of their numbers, each once, however they come', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 60 }))), (batches) => {
        const list = batches.reduce(
          (known, batch) =>
            merge(
              known,
              batch.map((seq) => message(seq)),
            ),
          [] as readonly WidgetMessage[],
        );
        expect(list.map(({ seq }) => seq)).toEqual([...new Set(batches.flat())].sort((a, b) => a - b));
      }),
    );
  });

  it('are the later version of themselves', () => {
    expect(merge([message(1), message(2)], [message(1, { text: 'new' })]).map(({ text }) => text)).toEqual([
      'new',
      '2',
    ]);
  });

  it('are kept up to a hundred, the newest', () => {
    const list = merge(
      [],
      Array.from({ length: 130 }, (_, n) => message(n + 1)),
    );
    expect([list.length, list[0]?.seq, lastSeq(list)]).toEqual([kept, 31, 130]);
  });

  it('are unread when somebody else wrote them after what was read', () => {
    const list = [message(1), message(2, { from: 'visitor' }), message(3, { from: 'human' }), message(4)];
    expect([unread(list, 0), unread(list, 1), unread(list, 4)]).toEqual([3, 2, 0]);
  });
});
