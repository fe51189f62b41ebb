import { type ChatForms, noForms } from '#domain/assistant/forms/chat-forms';
import { parseAct } from '#domain/assistant/parse-act';
import type { Proposal } from '#domain/assistant/proposal';
import { exact, listOf, oneOf, Refused, text } from '#domain/assistant/strict';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { type CallSnapshot, noCalls } from '#domain/functions/call-snapshot';
import { languages } from '#domain/shared/language';

const maxActs = 3;
const maxEvidence = 10;
const maxLeadIn = 2_000;
/** A proposal is a few hundred bytes; anything of this length is something else. */
const maxLength = 20_000;

const probability = (raw: unknown): number => {
  if (typeof raw !== 'number' || !(raw >= 0 && raw <= 1)) throw new Refused('not a probability');
  return raw;
};

const read = (
  raw: unknown,
  catalogue: CatalogueSnapshot,
  functions: CallSnapshot['functions'],
  forms: ChatForms,
): Proposal => {
  const serialised = typeof raw === 'string' ? raw : JSON.stringify(raw);
  if (typeof serialised !== 'string' || serialised.length > maxLength) throw new Refused('too long');
  const value: unknown = typeof raw === 'string' ? JSON.parse(raw) : raw;
  const fields = exact(value, ['language', 'acts', 'confidence', 'evidence'], ['leadIn', 'none']);
  return {
    language: oneOf(fields['language'], languages),
    acts: listOf(fields['acts'], 1, maxActs, (act) => parseAct(act, catalogue, functions, forms)),
    confidence: probability(fields['confidence']),
    evidence: listOf(fields['evidence'], 0, maxEvidence, (each) => text(each, 200)),
    ...(Object.hasOwn(fields, 'none') && { none: fields['none'] === null ? null : probability(fields['none']) }),
    ...(Object.hasOwn(fields, 'leadIn') && { leadIn: text(fields['leadIn'], maxLeadIn) }),
  };
};

/**
 * What of a model's output exists. Everything else, from a truncated text to an id of another tenant, is `null`: a person
 * answers then. Never throws, whatever it is given.
 */
export const parseProposal = (
  raw: unknown,
  catalogue: CatalogueSnapshot,
  functions: CallSnapshot['functions'] = noCalls.functions,
  forms: ChatForms = noForms,
): Proposal | null => {
  try {
    return read(raw, catalogue, functions, forms);
  } catch {
    return null;
  }
};
