import type { Random } from '#test/chaos/seeded-random';

export type FaultResult = {
  readonly kills: number;
  readonly acked: number;
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
  readonly resumeMsMax: number;
  /** Why it failed; empty when it held. */
  readonly problems: readonly string[];
  /** What else was seen, for the reader. */
  readonly facts: Readonly<Record<string, number | string>>;
  /** What it needs and does not have here. Never the same as held. */
  readonly notRun?: string;
};

/** One injected fault of notes/reliability-security-ux.md A6, against the real process. */
export type Fault = { readonly name: string; readonly run: (random: Random) => Promise<FaultResult> };

export const held: FaultResult = {
  kills: 0,
  acked: 0,
  lost: 0,
  doubled: 0,
  outOfOrder: 0,
  resumeMsMax: 0,
  problems: [],
  facts: {},
};
