import type { Tone } from '../../../shared/ui/status-badge.js';
import type { OrderStatus } from '../data.js';

export const toneOf: Readonly<Record<OrderStatus, Tone>> = {
  pending: 'attention',
  approved: 'info',
  fulfilled: 'good',
  rejected: 'bad',
  cancelled: 'neutral',
  expired: 'neutral',
};
