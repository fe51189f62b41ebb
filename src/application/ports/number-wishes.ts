import type { SessionRef } from '#application/ports/channel-session-store';
import type { ChannelId } from '#domain/shared/ids';

/** What becomes of a wish. `code`: the stable code of the refusal. */
export type WishState =
  | { readonly kind: 'open' | 'begun' | 'done' }
  | { readonly kind: 'refused'; readonly code: string };

export type OpenWish = SessionRef & {
  readonly number: number;
  /** `NumberWish`. */
  readonly what: unknown;
};

/** What people want of numbers that another process may hold. One for each number; a newer one takes the older one's place. */
export interface NumberWishes {
  /** Answers the wish's number, which grows. @throws {NotFound} no such channel. */
  add(channelId: ChannelId, what: unknown): Promise<number>;
  /** `null`: another took its place. */
  state(channelId: ChannelId, number: number): Promise<WishState | null>;
  /** Compare-and-set: `true` for exactly one caller, and only while it is open. */
  begin(channelId: ChannelId, number: number): Promise<boolean>;
  /** Of one that was begun. Nothing where another took its place. @param refusedWith `null`: it is done. */
  end(channelId: ChannelId, number: number, refusedWith: string | null): Promise<void>;
}
