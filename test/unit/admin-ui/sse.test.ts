import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSseParser, type SseEvent } from '../../../admin-ui/src/shared/api/sse.js';

const parsed = (...pieces: readonly string[]): readonly SseEvent[] => {
  const events: SseEvent[] = [];
  const parse = createSseParser((event) => events.push(event));
  for (const piece of pieces) parse(piece);
  return events;
};

describe('the reader of an event stream', () => {
  it('gives id, name and data', () => {
    expect(parsed('id: 7\nevent: order\ndata: {"orderId":"ord_1"}\n\n')).toEqual([
      { id: '7', event: 'order', data: '{"orderId":"ord_1"}' },
    ]);
  });

  it('is the same however the stream is cut', () => {
    const stream =
      ': heartbeat\n\nid: 1\r\nevent: a\r\ndata: x\r\n\r\ndata: one\ndata: two\n\nid: 3\nevent: b\ndata:\n\n';
    const whole = parsed(stream);
    expect(whole.map(({ event, data }) => [event, data])).toEqual([
      ['a', 'x'],
      ['message', 'one\ntwo'],
      ['b', ''],
    ]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length }), { maxLength: 12 }), (cuts) => {
        const places = [0, ...[...cuts].sort((a, b) => a - b), stream.length];
        const pieces = places.slice(1).map((end, n) => stream.slice(places[n], end));
        expect(parsed(...pieces)).toEqual(whole);
      }),
    );
  });

  it('does not take a heartbeat or an event without data for news', () => {
    expect(parsed(': hb\n\n: hb\n\nevent: order\n\n')).toEqual([]);
  });

  it('holds an event back until it is whole', () => {
    expect(parsed('event: order\ndata: {"a":1}\n')).toEqual([]);
  });
});
