import type { SessionRef } from '#application/ports/channel-session-store';

/** What arrived on a number. `linkedAt`: what was written before is history, however it comes. */
export type Arrived<What> = { readonly ref: SessionRef; readonly linkedAt: Date; readonly what: What };
