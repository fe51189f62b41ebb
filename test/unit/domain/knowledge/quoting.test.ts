import { describe, expect, it } from 'vitest';
import { guard } from '#domain/assistant/guard';
import { type Outbound, sealed, textOf } from '#domain/assistant/outbound';
import { parseProposal } from '#domain/assistant/parse-proposal';
import { render } from '#domain/assistant/render';
import { tripwire } from '#domain/assistant/tripwire';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { readSentences } from '#domain/knowledge/read-sentences';
import type { Sentence } from '#domain/knowledge/sentence';
import { DocumentId, type SentenceId } from '#domain/shared/ids';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { aShop } from '#test/fixtures/assistant/shop';

const documentId = DocumentId(`doc_${'0a'.repeat(16)}`);
const blocks = ['Parking is behind the building for 40 cars. It is small.', 'A massage is AED 20.'].map((text) => ({
  kind: 'paragraph' as const,
  text,
  page: null,
  hidden: false,
}));
const sentences = readSentences(blocks, { documentId, number: 1 });
const [parking, small, price] = sentences as [Sentence, Sentence, Sentence];
const catalogue: CatalogueSnapshot = {
  ...aShop('Noor', [], []).catalogue,
  knowledge: {
    sentences: new Map(sentences.map((each) => [each.id, each])),
    titles: new Map([[documentId, 'Visitor guide']]),
  },
};
const proposal = (sentence: string) => ({
  language: 'en',
  acts: [{ act: 'quote_document', sentence }],
  confidence: 0.9,
  evidence: [],
});

describe('a model may quote', () => {
  it('a quotable sentence, by its id', () => {
    expect(parseProposal(proposal(parking.id), catalogue)?.acts).toEqual([
      { act: 'quote_document', sentence: parking.id },
    ]);
  });
  it.each([small.id, price.id, 'sen_none', '__proto__', parking.text, ''])('and not %s', (id) => {
    expect(parseProposal(proposal(id), catalogue)).toBeNull();
    expect(parseProposal(proposal(parking.id), aShop('Other', [], []).catalogue)).toBeNull();
  });
  it('with nothing of its own beside it', () => {
    const raw = { ...proposal(parking.id), acts: [{ act: 'quote_document', sentence: parking.id, text: 'free' }] };
    expect(parseProposal(raw, catalogue)).toBeNull();
  });
});

it('the guard looks again: a sentence that is not quotable is a veto', () => {
  const verdicts = (id: SentenceId) =>
    guard([{ act: 'quote_document', sentence: id }], catalogue, defaultAssistantSettings).map(({ outcome }) => outcome);
  expect(verdicts(parking.id)).toEqual(['pass', 'pass', 'pass']);
  expect(verdicts(price.id)).toEqual(['veto', 'pass', 'pass']);
  const silent = { ...defaultAssistantSettings, allowedResponses: ['prices'] as const };
  expect(guard([{ act: 'quote_document', sentence: parking.id }], catalogue, silent)[1]?.outcome).toBe('veto');
});

describe('the reply', () => {
  const said = (id: SentenceId, language: 'en' | 'ar' = 'en') =>
    render({ language, statements: [{ say: 'quotation', sentence: id }], choices: [] }, catalogue);

  it('is the whole sentence with the title of its document', () => {
    expect(said(parking.id).map(textOf)).toEqual([
      'Parking is behind the building for 40 cars. (From “Visitor guide”)',
    ]);
    expect(said(parking.id, 'ar').map(textOf)).toEqual([
      'Parking is behind the building for 40 cars. (من «Visitor guide»)',
    ]);
    expect(said(price.id).map(textOf).join('')).toBe('');
  });

  it('passes the tripwire as it is, and not when a word of it was changed', () => {
    const [reply] = said(parking.id) as [Outbound];
    expect(tripwire([reply], catalogue).outcome).toBe('pass');
    const forged = (text: string, id: string) =>
      sealed({ ...reply, segments: [{ text, provenance: { from: 'document', id } }] });
    expect(tripwire([forged('Parking is behind the building for 50 cars.', parking.id)], catalogue).outcome).toBe(
      'veto',
    );
    expect(tripwire([forged(price.text, price.id)], catalogue).outcome).toBe('veto');
    expect(tripwire([forged('Everything is free', documentId)], catalogue).outcome).toBe('veto');
  });
});
