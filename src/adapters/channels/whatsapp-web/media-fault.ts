import type { MediaState } from '#domain/conversation/message-content';

export type MediaFaultState = Exclude<MediaState, 'fetching' | 'stored'>;

/** Why the bytes of a message cannot be had. `mayWork`: the same may work later. */
export class MediaFault extends Error {
  readonly state: MediaFaultState;
  readonly mayWork: boolean;

  constructor(state: MediaFaultState, mayWork = false) {
    super(state);
    this.name = 'MediaFault';
    this.state = state;
    this.mayWork = mayWork;
  }
}
