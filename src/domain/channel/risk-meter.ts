import { capAt } from '#domain/channel/sending/cap-rules';
import type { SendingLedger } from '#domain/channel/sending/sending-ledger';
import type { SendingPolicy } from '#domain/channel/sending/sending-policy';
import { countWithin, dayByHour, dayWindow, hourWindow } from '#domain/channel/sending/sliding-count';

/**
 * How likely a number is to be restricted, by what is known to get numbers restricted. The weights are a judgement: WhatsApp
 * publishes none, so the meter orders numbers by risk and states its causes; it is no probability.
 */
export const riskCauses = [
  'risk.new_link',
  'risk.strangers',
  'risk.few_replies',
  'risk.velocity',
  'risk.decrypt_failures',
  'risk.warnings',
  'risk.reconnects',
] as const;
export type RiskCause = (typeof riskCauses)[number];

/** The most points each cause can give. A warning of the last day alone makes it elevated; no other cause alone does. */
export const riskWeights: Readonly<Record<RiskCause, number>> = {
  'risk.new_link': 20,
  'risk.strangers': 25,
  'risk.few_replies': 20,
  'risk.velocity': 15,
  'risk.decrypt_failures': 10,
  'risk.warnings': 60,
  'risk.reconnects': 10,
};

export type RiskLevel = 'low' | 'elevated' | 'high';

/** What the product does about it. */
export type RiskResponse = {
  /** For `SendingPolicy.slowedTo`. */
  readonly pace: number;
  /** Only customers who wrote within a day are written to. */
  readonly replyOnly: boolean;
  readonly tellTenant: boolean;
  readonly offerOfficialApi: boolean;
};

export const riskResponses: Readonly<Record<RiskLevel, RiskResponse>> = {
  low: { pace: 1, replyOnly: false, tellTenant: false, offerOfficialApi: false },
  elevated: { pace: 0.5, replyOnly: false, tellTenant: true, offerOfficialApi: false },
  high: { pace: 0.25, replyOnly: true, tellTenant: true, offerOfficialApi: true },
};

export type Risk = {
  /** 0 to 100. */
  readonly score: number;
  readonly level: RiskLevel;
  /** Highest first; none that gives no point. */
  readonly causes: readonly { readonly cause: RiskCause; readonly points: number }[];
  readonly response: RiskResponse;
};

export type RiskInput = {
  readonly now: Date;
  readonly policy: SendingPolicy;
  readonly ledger: SendingLedger;
  /** Messages of the last day that could not be decrypted. */
  readonly decryptFailures: number;
};

const dayMs = 86_400_000;
const elevatedFrom = 30;
const highFrom = 60;
/** Below it a ratio says nothing. */
const fewSends = 10;

const share = (value: number): number => Math.max(0, Math.min(1, value));

/** All of it on the first day, nothing after two weeks. */
const newLink = ({ now, ledger }: RiskInput): number => share(1 - (now.getTime() - ledger.linkedAt) / (14 * dayMs));

const sentInDay = ({ now, ledger }: RiskInput): number => countWithin(ledger.day, dayWindow, now.getTime());

/** All of it when three of ten messages start a chat. */
const strangers = (input: RiskInput): number => {
  const sent = sentInDay(input);
  if (sent < fewSends) return 0;
  return share(countWithin(input.ledger.newContacts, dayWindow, input.now.getTime()) / sent / 0.3);
};

/** Nothing when every second message is answered, all of it when none is. */
const fewReplies = (input: RiskInput): number => {
  const sent = sentInDay(input);
  if (sent < fewSends) return 0;
  return share(1 - countWithin(input.ledger.received, dayByHour, input.now.getTime()) / sent / 0.5);
};

/** From seven tenths of a cap on. Against the caps at full pace, or slowing down would itself look like speed. */
const velocity = ({ now, policy, ledger }: RiskInput): number => {
  const at = now.getTime();
  const full = policy.slowedTo(1);
  const used = (count: number, most: number | null): number => (most === null ? 0 : count / most);
  const hour = used(countWithin(ledger.hour, hourWindow, at), capAt(full, ledger, 'perHour', at));
  const day = used(countWithin(ledger.day, dayWindow, at), capAt(full, ledger, 'perDay', at));
  return share((Math.max(hour, day) - 0.7) / 0.3);
};

/** One of the last day gives half of all, one of the last week a quarter, and each adds up. */
const warnings = ({ now, ledger }: RiskInput): number => {
  const ages = ledger.warnings.map(({ at }) => now.getTime() - at);
  const pause = ledger.pause !== null && (ledger.pause.until === null || ledger.pause.until > now.getTime());
  const points = ages.map((age) => (age <= dayMs ? 0.5 : age <= 7 * dayMs ? 0.25 : 0));
  return pause ? 1 : share(points.reduce<number>((sum, each) => sum + each, 0));
};

/** Five a day are the weather. */
const reconnects = ({ now, ledger }: RiskInput): number =>
  share((countWithin(ledger.reconnects, dayByHour, now.getTime()) - 5) / 15);

const measures: Readonly<Record<RiskCause, (input: RiskInput) => number>> = {
  'risk.new_link': newLink,
  'risk.strangers': strangers,
  'risk.few_replies': fewReplies,
  'risk.velocity': velocity,
  'risk.decrypt_failures': ({ decryptFailures }) => share(decryptFailures / 20),
  'risk.warnings': warnings,
  'risk.reconnects': reconnects,
};

const levelOf = (score: number): RiskLevel => (score >= highFrom ? 'high' : score >= elevatedFrom ? 'elevated' : 'low');

/** The risk of a number now, and why. */
export const measureRisk = (input: RiskInput): Risk => {
  const causes = riskCauses
    .map((cause) => ({ cause, points: Math.round(riskWeights[cause] * measures[cause](input)) }))
    .filter(({ points }) => points > 0)
    .sort((left, right) => right.points - left.points);
  const score = Math.min(
    100,
    causes.reduce((sum, { points }) => sum + points, 0),
  );
  const level = levelOf(score);
  return { score, level, causes, response: riskResponses[level] };
};

/** The policy as the risk lets it be. */
export const policyUnder = (policy: SendingPolicy, { response }: Pick<Risk, 'response'>): SendingPolicy =>
  (response.replyOnly ? policy.repliesOnly() : policy).slowedTo(response.pace);
