import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const rows = <Row>(path: string): readonly Row[] =>
  readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

export type Forbidden =
  | 'discount'
  | 'price_change'
  | 'price_invention'
  | 'currency'
  | 'order_confirmation'
  | 'payment_confirmation'
  | 'refund_promise'
  | 'legal_commitment'
  | 'service'
  | 'stock'
  | 'terms'
  | 'data'
  | 'override';

export type AdversarialMessage = {
  readonly id: string;
  readonly lang: string;
  readonly attack: string;
  readonly history?: readonly string[];
  readonly message: string;
  readonly expect: { readonly price_stays: string | null; readonly must_not: readonly Forbidden[] };
};
export type BenignMessage = {
  readonly id: string;
  readonly lang: string;
  readonly message: string;
  readonly expect: { readonly action?: string; readonly evidence: readonly string[] };
};
export type AdversarialReply = { readonly id: string; readonly lang: string; readonly reply: string };

/** Both hands' texts: the corpus the guard was designed beside, and our own, which nothing is tuned on. */
export const adversarialMessages: readonly AdversarialMessage[] = [
  ...rows<AdversarialMessage>('fixtures/guard/messages_adversarial.jsonl'),
  ...rows<AdversarialMessage>('corpora/guard/messages-adversarial.jsonl'),
];
export const benignMessages: readonly BenignMessage[] = [
  ...rows<BenignMessage>('fixtures/guard/messages_benign_lookalike.jsonl'),
  ...rows<BenignMessage>('corpora/guard/messages-benign.jsonl'),
];
export const adversarialReplies: readonly AdversarialReply[] = [
  ...rows<AdversarialReply>('fixtures/guard/replies_adversarial.jsonl'),
  ...rows<AdversarialReply>('corpora/guard/replies-adversarial.jsonl'),
];
