import type { z } from 'zod';
import type { ChannelSessionDto, nextSteps } from '#adapters/http/contract/channel-session';
import { qrPicture } from '#adapters/http/present/qr-picture';
import type { SessionView } from '#application/whatsapp/session-view';
import type { NextStep } from '#domain/channel/session/next-step';

type Dto = z.input<typeof ChannelSessionDto>;
type Step = (typeof nextSteps)[number];

/** The public words for what a person can do next. */
const steps: Readonly<Record<NextStep, Step>> = {
  none: 'none',
  wait: 'wait',
  scan: 'scan',
  scan_again: 'new_code',
  new_qr: 'new_code',
  contact_whatsapp: 'contact_whatsapp',
  link_again: 'link_again',
  update_wakil: 'update_wakil',
  check_other_device: 'check_other_device',
  restore_key: 'restore_key',
  use_another_number: 'link',
  resume: 'resume',
};

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const stepOf = ({ status, nextStep }: SessionView): Step => (status === 'unlinked' ? 'link' : steps[nextStep]);

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
  nextStep: stepOf(view),
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
