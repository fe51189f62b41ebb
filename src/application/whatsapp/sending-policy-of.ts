import type { SendingSettings } from '#application/whatsapp/known-session';
import { SendingPolicy } from '#domain/channel/sending/sending-policy';
import { rulesOf } from '#domain/channel/sending/sending-rules';

/** Who is asked to write only to those who wrote first, and whose preset has no such rule, gets this one. */
const usualDays = 30;

const minuteOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};

/** How a number sends, from what its tenant chose and the tenant's own clock. @throws {InvalidSendingPolicy} */
export const policyOf = ({ preset, replyOnly, quietHours }: SendingSettings, timeZone: string): SendingPolicy =>
  SendingPolicy.of(preset, {
    replyWithinDays: replyOnly ? (rulesOf[preset].replyWithinDays ?? usualDays) : null,
    quietHours: quietHours === null ? null : { from: minuteOf(quietHours.from), to: minuteOf(quietHours.to), timeZone },
  });
