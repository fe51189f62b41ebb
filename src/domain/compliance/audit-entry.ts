import { type Actor, actorLabel } from '#domain/shared/actor';

/** What is about to be written to the log of a tenant or of the platform. */
export type AuditDraft = {
  readonly actor: Actor;
  /** Past tense, dotted: `order.approved`. */
  readonly action: string;
  /** The id of what it was done to. */
  readonly target: string;
  /** Facts for the reader; no secrets, no message texts. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  readonly at: Date;
};

export type AuditEntry = {
  /** 1, 2, 3 … in each log without a gap. */
  readonly seq: number;
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly facts: AuditDraft['facts'];
  readonly at: Date;
  readonly previousHash: string;
  /** SHA-256 over the previous hash and this entry, hex. */
  readonly hash: string;
};

/** SHA-256 of a UTF-8 text, as hex; handed in because the domain has no library. */
export type Sha256 = (text: string) => string;

export const genesisHash = '0'.repeat(64);

/** The same facts give the same text whatever the order of their keys. */
const canonical = (entry: Omit<AuditEntry, 'hash'>): string =>
  JSON.stringify([
    entry.seq,
    entry.actor,
    entry.action,
    entry.target,
    Object.keys(entry.facts)
      .sort()
      .map((key) => [key, entry.facts[key]]),
    entry.at.toISOString(),
    entry.previousHash,
  ]);

/** Chains a draft behind the last entry of its log (`null`: the log is empty). */
export const chained = (
  draft: AuditDraft,
  last: Pick<AuditEntry, 'seq' | 'hash'> | null,
  sha256: Sha256,
): AuditEntry => {
  const entry = {
    seq: (last?.seq ?? 0) + 1,
    actor: actorLabel(draft.actor),
    action: draft.action,
    target: draft.target,
    facts: draft.facts,
    at: draft.at,
    previousHash: last?.hash ?? genesisHash,
  };
  return { ...entry, hash: sha256(canonical(entry)) };
};

/**
 * The sequence number of the first entry that was altered, removed or moved; `null` when the chain holds.
 * @param last the entry before the first one given, so that a long log can be read in pages; absent: they begin at 1.
 */
export const firstBrokenLink = (
  entries: Iterable<AuditEntry>,
  sha256: Sha256,
  last: Pick<AuditEntry, 'seq' | 'hash'> | null = null,
): number | null => {
  let expectedSeq = (last?.seq ?? 0) + 1;
  let previousHash = last?.hash ?? genesisHash;
  for (const entry of entries) {
    const { hash, ...rest } = entry;
    const holds = entry.seq === expectedSeq && entry.previousHash === previousHash && sha256(canonical(rest)) === hash;
    if (!holds) return expectedSeq;
    expectedSeq += 1;
    previousHash = hash;
  }
  return null;
};
