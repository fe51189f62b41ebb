/** How a message reached us. `offline_queue`: kept by the server while we were away. `history`: synced from the phone. */
export type ArrivalKind = 'live' | 'offline_queue' | 'history';

/** Why a message is left to people. Together they make one "while you were away" task. */
export type LeftToPeople = 'message.from_history' | 'message.before_link' | 'message.too_old';

export type AnswerDecision = { readonly answer: true } | { readonly answer: false; readonly because: LeftToPeople };

export type MessageAgeInput = {
  readonly arrival: ArrivalKind;
  /** By the sender's clock. */
  readonly sentAt: Date;
  readonly now: Date;
  /** When this link of the number was first open. */
  readonly linkedAt: Date;
  readonly limits?: MessageAgeLimits;
};

export type MessageAgeLimits = {
  readonly answerWithinMs: number;
  /** WhatsApp's times are whole seconds of another clock: a message this much older than the link may be newer. */
  readonly clockSkewMs: number;
};

export const defaultMessageAgeLimits: MessageAgeLimits = { answerWithinMs: 30 * 60_000, clockSkewMs: 10_000 };

const left = (because: LeftToPeople): AnswerDecision => ({ answer: false, because });

/**
 * Is an inbound message still to be answered by the assistant, or is it the past (WA-9)? A time ahead of our clock is one of
 * a clock that goes wrong, and counts as now.
 */
export const toBeAnswered = ({ arrival, sentAt, now, linkedAt, limits }: MessageAgeInput): AnswerDecision => {
  const { answerWithinMs, clockSkewMs } = limits ?? defaultMessageAgeLimits;
  if (arrival === 'history') return left('message.from_history');
  if (sentAt.getTime() < linkedAt.getTime() - clockSkewMs) return left('message.before_link');
  if (now.getTime() - sentAt.getTime() > answerWithinMs) return left('message.too_old');
  return { answer: true };
};

/** What a message is for who receives it: to be answered, to be left to a person, or the past. */
export type MessageAge = 'fresh' | 'late' | 'history';

/** What waited longer at the server than this is not answered by itself: the customer does not wait for it any more. */
export const lateAfterMs = defaultMessageAgeLimits.answerWithinMs;

const arrivalKinds = { offline: 'offline_queue', history: 'history' } as const;

/**
 * @param arrival `live`: while connected. `offline`: it waited at the provider. `history`: from the phone's own store.
 * @param sentAt by the sender's clock: that of a live message is not asked, since it came just now.
 */
export const ageOf = (arrival: 'live' | 'offline' | 'history', sentAt: Date, linkedAt: Date, now: Date): MessageAge => {
  if (arrival === 'live') return 'fresh';
  const decision = toBeAnswered({ arrival: arrivalKinds[arrival], sentAt, now, linkedAt });
  if (decision.answer) return 'fresh';
  return decision.because === 'message.too_old' ? 'late' : 'history';
};
