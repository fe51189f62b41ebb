import { generateWAMessage, type proto, type WASocket } from '@whiskeysockets/baileys';
import { isStaleDevices, isWarning, outcomeOf } from '#adapters/channels/baileys/ack-outcome';
import type { Ack, Acks } from '#adapters/channels/baileys/acks';
import type { Addresses } from '#adapters/channels/baileys/addresses';
import { NoAnswerInTime } from '#adapters/channels/baileys/errors';
import type { Figures } from '#adapters/channels/baileys/figures';
import { userOf } from '#adapters/channels/baileys/jids';
import type { NumberCheck } from '#adapters/channels/baileys/number-check';
import type { SentMessages } from '#adapters/channels/baileys/sent-messages';
import { silentLogger } from '#adapters/channels/baileys/silent-logger';
import { contentOf, isSendable, quotedOf } from '#adapters/channels/baileys/to-outgoing';
import { within } from '#adapters/channels/baileys/within';
import type { SendOutcome } from '#application/ports/transport';
import type { Outgoing } from '#application/ports/whatsapp-engines';

export type SenderOptions = {
  readonly socket: WASocket;
  readonly acks: Acks;
  readonly addresses: Addresses;
  readonly numbers: NumberCheck;
  readonly sent: SentMessages;
  readonly figures: Figures;
  /** Until when WhatsApp allows no new chats; `null`: it does. */
  readonly timeLockUntil: () => number | null;
  readonly onWarning: (code: string) => void;
};

/** What the customer is sent, built and uploaded: nothing of it has been written yet. */
type Prepared = { readonly jid: string; readonly message: proto.IMessage };

const soonMs = 5_000;
const later = (reason: string, retryAfterMs = soonMs): SendOutcome => ({ kind: 'later', reason, retryAfterMs });
const refused = (reason: string): SendOutcome => ({ kind: 'refused', reason });
const isAck = (step: Ack | SendOutcome): step is Ack => 'error' in step;
const isPrepared = (step: Prepared | SendOutcome): step is Prepared => 'jid' in step;

/**
 * Sends one message and waits for the server's word. The library's own promise means only that a frame was written, and even
 * that a frame without any recipient was: so the devices are looked up first, and the outcome is the ack.
 */
export class Sender {
  readonly #options: SenderOptions;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  async send(outgoing: Outgoing, timeoutMs: number): Promise<SendOutcome> {
    const until = Date.now() + timeoutMs;
    const left = (): number => Math.max(1, until - Date.now());
    const prepared = await this.#beforeWriting(() => within(left(), this.#prepare(outgoing)));
    if (!isPrepared(prepared)) return prepared;
    const { externalId } = outgoing;
    const first = await this.#write(externalId, prepared, left(), true);
    if (!isAck(first)) return first;
    if (!isStaleDevices(first.error)) return this.#answered(first, externalId);
    const second = await this.#write(externalId, prepared, left(), false);
    return isAck(second) ? this.#answered(second, externalId) : second;
  }

  /** Whatever fails here, nothing was sent. */
  async #beforeWriting(act: () => Promise<Prepared | SendOutcome>): Promise<Prepared | SendOutcome> {
    try {
      return await act();
    } catch (cause) {
      return later(cause instanceof NoAnswerInTime ? 'whatsapp.no_answer' : 'whatsapp.not_connected');
    }
  }

  async #prepare(outgoing: Outgoing): Promise<Prepared | SendOutcome> {
    const { socket, addresses, sent } = this.#options;
    const jid = addresses.of(outgoing.to);
    if (jid === null) return refused('whatsapp.no_address');
    if (!isSendable(outgoing)) return refused('whatsapp.audio_without_words');
    const obstacle = (await this.#newChat(jid)) ?? (await this.#devices(jid));
    if (obstacle !== null) return obstacle;
    const { externalId, quotes } = outgoing;
    const { message } = await generateWAMessage(jid, contentOf(outgoing), {
      logger: silentLogger,
      userJid: socket.user?.id ?? '',
      upload: socket.waUploadToServer,
      messageId: externalId,
      ...quotedOf(jid, quotes, quotes !== null && sent.has(quotes)),
    });
    return message ? { jid, message } : refused('whatsapp.empty');
  }

  /** Somebody we never wrote with: is there such an account, and are we allowed to begin? */
  async #newChat(jid: string): Promise<SendOutcome | null> {
    const { addresses, numbers, timeLockUntil } = this.#options;
    if (await addresses.isKnown(jid)) return null;
    const lockedUntil = timeLockUntil();
    if (lockedUntil !== null) return later('whatsapp.reach_out_time_lock', Math.max(soonMs, lockedUntil - Date.now()));
    const answer = await numbers.of(jid);
    if (answer.kind === 'absent') return refused('whatsapp.no_such_number');
    return answer.kind === 'unknown' ? later('whatsapp.number_not_checked', answer.retryAfterMs) : null;
  }

  /** A look-up that was not answered, or that knows no device, would send a message to nobody. Cached, so asked once. */
  async #devices(jid: string): Promise<SendOutcome | null> {
    const { socket, numbers } = this.#options;
    const own = (jid.endsWith('@lid') ? socket.user?.lid : null) ?? socket.user?.id ?? '';
    const found = await socket.getUSyncDevices([`${userOf(own)}@${own.split('@')[1] ?? ''}`, jid], true, false);
    if (found.some(({ user }) => user === userOf(jid))) return null;
    const answer = jid.endsWith('@lid') ? null : await numbers.of(jid);
    return answer?.kind === 'absent' ? refused('whatsapp.no_such_number') : later('whatsapp.no_devices');
  }

  async #write(
    externalId: string,
    { jid, message }: Prepared,
    timeoutMs: number,
    useCache: boolean,
  ): Promise<Ack | SendOutcome> {
    const { socket, acks, sent } = this.#options;
    const ack = acks.wait(externalId);
    sent.keep(externalId, message);
    const until = Date.now() + timeoutMs;
    try {
      const written = socket.relayMessage(jid, message, { messageId: externalId, useUserDevicesCache: useCache });
      await within(timeoutMs, written);
    } catch (cause) {
      acks.forget(externalId);
      return this.#notWritten(cause);
    }
    try {
      return await within(Math.max(1, until - Date.now()), ack);
    } catch (cause) {
      return {
        kind: 'unknown',
        reason: cause instanceof NoAnswerInTime ? 'whatsapp.no_ack' : 'whatsapp.connection_lost',
      };
    } finally {
      acks.forget(externalId);
    }
  }

  /**
   * The message is the last thing the library writes, so a rejection before it says that nothing left: a question rejected with
   * 1006 or 428, or an answer with an error. A time-out leaves the library at work; a failed write may have come through.
   */
  #notWritten(cause: unknown): SendOutcome {
    if (cause instanceof NoAnswerInTime) return { kind: 'unknown', reason: 'whatsapp.no_answer' };
    const isQuestion = typeof cause === 'number' || (cause as { isBoom?: unknown } | null)?.isBoom === true;
    return isQuestion ? later('whatsapp.not_connected') : { kind: 'unknown', reason: 'whatsapp.write_failed' };
  }

  #answered({ error }: Ack, externalId: string): SendOutcome {
    const { figures, onWarning } = this.#options;
    figures.ack();
    if (error !== null && isWarning(error)) onWarning(error);
    return outcomeOf(error, externalId);
  }
}
