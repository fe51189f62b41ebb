import type { Random } from '#test/chaos/seeded-random';
import type { Topology, TopologyName } from '#test/chaos/topology/topology';

export type FaultResult = {
  readonly kills: number;
  readonly acked: number;
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
  /** Answers that speak of what this customer never asked for. */
  readonly wrongCustomer: number;
  /** What was written, or sent, by somebody who no longer held the lease. */
  readonly staleWrites: number;
  readonly resumeMsMax: number;
  /** Why it failed; empty when it held. */
  readonly problems: readonly string[];
  /** What else was seen, for the reader. */
  readonly facts: Readonly<Record<string, number | string>>;
  /** What it needs and does not have here. Never the same as held. */
  readonly notRun?: string;
};

/** One injected fault of notes/reliability-security-ux.md A6, against the real processes. */
export type Fault = {
  readonly name: string;
  /** Where it means something; without it: everywhere. */
  readonly on?: readonly TopologyName[];
  readonly run: (random: Random, topology: Topology) => Promise<FaultResult>;
};

export const held: FaultResult = {
  kills: 0,
  acked: 0,
  lost: 0,
  doubled: 0,
  outOfOrder: 0,
  wrongCustomer: 0,
  staleWrites: 0,
  resumeMsMax: 0,
  problems: [],
  facts: {},
};
