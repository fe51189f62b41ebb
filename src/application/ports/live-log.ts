import type { ScreenNotice } from '#application/ports/live-bus';
import type { TenantId } from '#domain/shared/ids';

/** A notice with its place in the tenant's log. Ids grow; one of another process or of long ago is unknown. */
export type LiveEvent = { readonly id: string; readonly notice: ScreenNotice };

export type LiveReplay =
  | { readonly kind: 'events'; readonly events: readonly LiveEvent[] }
  /** The gap is too old to be filled: read everything again. */
  | { readonly kind: 'reset' };

/**
 * What happened lately at each tenant, so that a screen that was away for a moment misses nothing. Bounded. `null` for a
 * tenant is the platform itself: it hears of kill switches, all of them, and of nothing else. That somebody types is told
 * and not kept; its event carries the id of the one before it. Where the bus has missed something the log begins anew: earlier
 * ids are unknown then, and whoever listens gets an event of the kind `missed` with the new position.
 */
export interface LiveLog {
  /** What came after an id. `null` asks for nothing: the screen has just read everything. */
  since(tenantId: TenantId | null, lastId: string | null): LiveReplay;
  /** The id of the newest event: where a screen that has just read everything stands. */
  position(tenantId: TenantId | null): string;
  /** What comes from now on, the tenant's and the platform's. The returned function ends it. */
  subscribe(tenantId: TenantId | null, listener: (event: LiveEvent) => void): () => void;
}
