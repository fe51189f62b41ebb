import { describe, expect, it } from 'vitest';
import type { Gap } from '#domain/knowledge/gap';
import { groupGaps, phrasingsOf } from '#domain/knowledge/group-gaps';
import { ConversationId, TenantId, TurnId } from '#domain/shared/ids';

const gapsOf = (texts: readonly string[]): readonly Gap[] =>
  texts.map((text, n) => ({
    id: TurnId(`trn_${n}`),
    tenantId: TenantId('ten_1'),
    conversationId: ConversationId('cnv_1'),
    text,
    language: 'en',
    status: 'open',
    faqId: null,
    at: new Date(1_000 * n),
  }));

describe('questions that ask for the same', () => {
  it('stand together, the most asked first', () => {
    const groups = groupGaps(
      gapsOf([
        'Do you have parking?',
        'Can I bring my dog?',
        'is there parking nearby',
        'parking available?',
        'are dogs allowed? can I bring my dog with me',
        'هل لديكم مواقف للسيارات؟',
        'هل توجد مواقف سيارات',
      ]),
    );
    expect(groups.map(({ gaps }) => gaps.map(({ text }) => text))).toEqual([
      ['parking available?', 'is there parking nearby', 'Do you have parking?'],
      ['هل توجد مواقف سيارات', 'هل لديكم مواقف للسيارات؟'],
      ['are dogs allowed? can I bring my dog with me', 'Can I bring my dog?'],
    ]);
  });

  it('and those that do not stand apart', () => {
    const texts = [
      'Do you clean carpets?',
      'Do you deliver to Sharjah?',
      'Do you sell gift cards?',
      'Do you open on Friday?',
    ];
    expect(groupGaps(gapsOf(texts))).toHaveLength(4);
  });

  it('give an FAQ its phrasings, each wording once', () => {
    expect(phrasingsOf(gapsOf(['Parking?', 'parking', ' PARKING!', 'Is there a car park?']), 3)).toEqual([
      'PARKING!',
      'Is there a car park?',
    ]);
  });
});
