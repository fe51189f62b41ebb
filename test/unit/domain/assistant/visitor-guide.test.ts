import { describe, expect, it } from 'vitest';
import { unquotableReasonOf } from '#domain/knowledge/judge-sentence';
import { honestSentences, poisonedSentences, visitorGuide } from './visitor-guide.js';

/** T7: what comes in with a document is curated when it comes in, and the admin reads why. */
describe('a document somebody has been at', () => {
  const { sentences } = visitorGuide();
  const byText = new Map([...sentences.values()].map((each) => [each.text, each]));

  it.each(poisonedSentences)('is not quoted: %s', (text) => {
    const parts = [...sentences.values()].filter((each) => text.includes(each.text) || each.text === text);
    expect(unquotableReasonOf({ text, kind: 'paragraph', hidden: false })).not.toBeNull();
    for (const part of parts) expect(part.unquotable, part.text).not.toBeNull();
  });

  it.each(honestSentences)('is quoted: %s', (text) => expect(byText.get(text)?.unquotable).toBeNull());

  it('an honest sentence that a reader cannot see is not quoted', () => {
    for (const text of honestSentences)
      expect(unquotableReasonOf({ text, kind: 'paragraph', hidden: true })).toBe('hidden');
  });
});
