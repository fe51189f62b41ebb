import type { z } from 'zod';
import type { ChannelSessionDto } from '#adapters/http/contract/channel-session';
import { qrPicture } from '#adapters/http/present/qr-picture';
import type { SessionView } from '#application/whatsapp/session-view';

type Dto = z.input<typeof ChannelSessionDto>;
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const pairingOf = ({ pairing }: SessionView): Dto['pairing'] =>
  pairing === null
    ? null
    : {
        how: pairing.how,
        value: pairing.value,
        svg: pairing.how === 'qr' ? qrPicture(pairing.value) : null,
        expiresAt: pairing.expiresAt.toISOString(),
      };

export const presentChannelSession = (view: SessionView): Dto => ({
  channelId: view.channelId,
  engine: view.engine,
  isEmulated: view.isEmulated,
  state: view.status,
  since: view.since.toISOString(),
  cause: view.cause,
  nextStep: view.nextStep,
  retryAt: iso(view.retryAt),
  number: view.number,
  displayName: view.displayName,
  pairing: pairingOf(view),
  health: {
    status: view.health.status,
    causes: [...view.health.causes],
    lastInboundAt: iso(view.health.lastInboundAt),
    lastDeliveredAt: iso(view.health.lastDeliveredAt),
    decryptFailures: view.health.decryptFailures,
  },
  risk: {
    score: view.risk.score,
    level: view.risk.level,
    causes: view.risk.causes.map(({ cause, points }) => ({ code: cause, points })),
  },
  sending: { ...view.sending, nextAt: iso(view.sending.nextAt) },
});
