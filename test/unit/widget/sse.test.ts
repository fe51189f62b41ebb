import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SseParser } from '../../../widget/src/core/sse.js';

const stream =
  ': connected\nretry: 1000\n\nid: 7\nevent: message\ndata: {"text":"مرحبا 👋"}\n\n:\n\nevent: state\r\ndata: one\r\ndata: two\r\n\r\ndata:bare\n\nevent: empty\n\n';
const events = [
  { event: 'message', id: '7', data: '{"text":"مرحبا 👋"}' },
  { event: 'state', id: '7', data: 'one\ntwo' },
  { event: 'message', id: '7', data: 'bare' },
];

describe('the event stream parser', () => {
  it('reads events, keeps the last id, and passes over comments and what has no data', () => {
    expect(new SseParser().push(stream)).toEqual(events);
  });

  it('reads the same wherever the network cuts', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), stream.length];
        const parser = new SseParser();
        expect(at.slice(1).flatMap((to, n) => parser.push(stream.slice(at[n], to)))).toEqual(events);
      }),
    );
  });
});
