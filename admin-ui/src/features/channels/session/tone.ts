import type { ChannelSession } from '../../../shared/api/types.js';
import type { Tone } from '../../../shared/ui/status-badge.js';

const tones: Readonly<Record<ChannelSession['state'], Tone>> = {
  unlinked: 'neutral',
  connecting: 'info',
  pairing: 'attention',
  open: 'good',
  reconnecting: 'attention',
  paused: 'neutral',
  logged_out: 'bad',
  banned: 'bad',
  replaced: 'bad',
  outdated: 'bad',
  pairing_expired: 'attention',
  number_taken: 'bad',
  unreadable_credentials: 'bad',
};

export const toneOf = ({ state, health }: Pick<ChannelSession, 'state' | 'health'>): Tone =>
  state === 'open' && health.status !== 'ok' && health.status !== 'unknown' ? 'attention' : tones[state];
