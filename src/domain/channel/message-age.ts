/** Whether a message still asks for an answer by itself. */
export type MessageAge = 'fresh' | 'late' | 'history';

/** What waited longer at the server than this is not answered by itself: the customer does not wait for it any more. */
export const lateAfterMs = 30 * 60_000;

/**
 * @param arrival `live`: while connected. `offline`: it waited at the provider. `history`: from the phone's own store.
 * @param sentAt by the sender's clock: that of a live message is not asked, since it came just now.
 */
export const ageOf = (arrival: 'live' | 'offline' | 'history', sentAt: Date, linkedAt: Date, now: Date): MessageAge => {
  if (arrival === 'live') return 'fresh';
  if (arrival === 'history' || sentAt.getTime() < linkedAt.getTime()) return 'history';
  return now.getTime() - sentAt.getTime() > lateAfterMs ? 'late' : 'fresh';
};
