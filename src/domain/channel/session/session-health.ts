import { type HourProfile, silenceLikelihood } from '#domain/channel/session/hour-profile';

/** What is wrong with a connection that is open. Stable codes. */
export const healthCauses = [
  /** Messages we handed over are not even taken by the server. */
  'health.not_taken',
  /** The server takes them and no phone gets them. */
  'health.not_delivered',
  'health.decrypt_failures',
  /** Customers are silent for longer than this number's customers are. */
  'health.silence',
] as const;
export type HealthCause = (typeof healthCauses)[number];

export type SessionHealth = {
  /** The worst of the causes. */
  readonly status: 'ok' | 'quiet' | 'decrypt_failures' | 'not_delivering';
  readonly causes: readonly HealthCause[];
};

/** Of a session that is open. */
export type HealthFacts = {
  readonly now: Date;
  readonly openSince: Date;
  /** `null`: nobody has ever written. */
  readonly lastInboundAt: Date | null;
  readonly usual: HourProfile;
  readonly decryptFailures: { readonly lastMinute: number; readonly lastHour: number };
  /** Readable ones. */
  readonly receivedLastHour: number;
  /** The oldest message handed over that the server has not answered for. */
  readonly oldestUntakenAt: Date | null;
  /** Of the messages the server took in the last hour, at least ten minutes ago: how many reached a phone, and how many not. */
  readonly taken: { readonly delivered: number; readonly undelivered: number };
};

/** An ack takes well under a second; what has none after so long is stuck. */
const takenWithinMs = 60_000;
/** One phone that is off is nobody's fault; so many and none that got it is ours. */
const fewestUndelivered = 5;
/** What peers raise the alarm at: a burst within a minute. */
const failuresInMinute = 3;
const failuresInHour = 5;
const failureShare = 0.2;
/** One silence in a thousand. */
const unlikely = 0.001;

const notTaken = ({ now, oldestUntakenAt }: HealthFacts): boolean =>
  oldestUntakenAt !== null && now.getTime() - oldestUntakenAt.getTime() > takenWithinMs;

const notDelivered = ({ taken }: HealthFacts): boolean =>
  taken.delivered === 0 && taken.undelivered >= fewestUndelivered;

const cannotDecrypt = ({ decryptFailures: { lastMinute, lastHour }, receivedLastHour }: HealthFacts): boolean =>
  lastMinute >= failuresInMinute ||
  (lastHour >= failuresInHour && lastHour / (lastHour + receivedLastHour) >= failureShare);

/** While it was not open, silence was no surprise: it counts from the later of the two. */
const isSilent = ({ now, openSince, lastInboundAt, usual }: HealthFacts): boolean => {
  if (lastInboundAt === null) return false;
  const from = lastInboundAt > openSince ? lastInboundAt : openSince;
  return silenceLikelihood(usual, from, now) < unlikely;
};

const checks: Readonly<Record<HealthCause, (facts: HealthFacts) => boolean>> = {
  'health.not_taken': notTaken,
  'health.not_delivered': notDelivered,
  'health.decrypt_failures': cannotDecrypt,
  'health.silence': isSilent,
};

const statusOf: Readonly<Record<HealthCause, SessionHealth['status']>> = {
  'health.not_taken': 'not_delivering',
  'health.not_delivered': 'not_delivering',
  'health.decrypt_failures': 'decrypt_failures',
  'health.silence': 'quiet',
};

/** Is a connection that says "open" of use? "Connected but deaf" is what peers do not see. */
export const sessionHealth = (facts: HealthFacts): SessionHealth => {
  const causes = healthCauses.filter((cause) => checks[cause](facts));
  const [worst] = causes;
  return { status: worst === undefined ? 'ok' : statusOf[worst], causes };
};
