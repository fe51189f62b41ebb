import type { NotifyTeam } from '#application/mail/notify-team';
import type { Clock } from '#application/ports/clock';
import type { Received } from '#application/ports/conversation-store';
import type { EngineInbound } from '#application/ports/whatsapp-engines';
import type { ReceiveMessage } from '#application/turns/receive-message';
import type { Arrived } from '#application/whatsapp/arrived';
import { ageOf } from '#domain/channel/message-age';

type Dependencies = {
  readonly receiveMessage: Pick<ReceiveMessage, 'execute'>;
  readonly notify: Pick<NotifyTeam, 'aboutMissed'>;
  readonly clock: Clock;
};

/**
 * Stores what customers wrote to a number, in the order it came, each message once. What is fresh is answered; what waited too
 * long calls a person, once for each conversation; what is older than the link is history. When this resolves it is on disk.
 */
export class ReceiveWhatsApp {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** One after the other: a conversation's order is that of its numbers. Twice is as good as once. */
  async execute(arrived: Arrived<readonly EngineInbound[]>): Promise<readonly Received[]> {
    const received: Received[] = [];
    for (const inbound of arrived.what) received.push(await this.#one(arrived, inbound));
    return received;
  }

  async #one({ ref, linkedAt }: Arrived<unknown>, { message, arrival }: EngineInbound): Promise<Received> {
    const { receiveMessage, notify, clock } = this.#deps;
    const { tenantId, channelId } = ref;
    const age = ageOf(arrival, message.sentAt, linkedAt, clock.now());
    const received = await receiveMessage.execute({
      tenantId,
      message: { ...message, channelId, isHistory: age === 'history' },
      isLate: age === 'late',
    });
    if (received.calledPerson) await notify.aboutMissed(tenantId, received);
    return received;
  }
}
