import { generateWAMessage, type proto, type WASocket } from '@whiskeysockets/baileys';
import { isStaleDevices, isWarning, outcomeOf } from '#adapters/channels/baileys/ack-outcome';
import type { Ack, Acks } from '#adapters/channels/baileys/acks';
import type { Addresses } from '#adapters/channels/baileys/addresses';
import { codeOf } from '#adapters/channels/baileys/close-reason';
import { NoAnswerInTime } from '#adapters/channels/baileys/errors';
import { userOf } from '#adapters/channels/baileys/jids';
import type { NumberCheck } from '#adapters/channels/baileys/number-check';
import type { SentMessages } from '#adapters/channels/baileys/sent-messages';
import { silentLogger } from '#adapters/channels/baileys/silent-logger';
import { contentOf, isSendable, quotedOf } from '#adapters/channels/baileys/to-outgoing';
import { Turns } from '#adapters/channels/baileys/turns';
import { within } from '#adapters/channels/baileys/within';
import type { Figures } from '#adapters/channels/whatsapp/figures';
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

type Written = Prepared & { readonly ack: Promise<Ack> };
/** What is left of the time, in milliseconds. */
type Left = () => number;
/** The turn lasts as long as this does. */
type Hold = (work: Promise<unknown>) => void;

const soonMs = 5_000;
const later = (reason: string, retryAfterMs = soonMs): SendOutcome => ({ kind: 'later', reason, retryAfterMs });
const refused = (reason: string): SendOutcome => ({ kind: 'refused', reason });
const isWritten = (step: Written | SendOutcome): step is Written => 'ack' in step;
const isAck = (step: Ack | SendOutcome): step is Ack => 'error' in step;
const isPrepared = (step: Prepared | SendOutcome): step is Prepared => 'jid' in step;

/**
 * Sends one message and waits for the server's word. The library's own promise means only that a frame was written, and even
 * that a frame without any recipient was: so the devices are looked up first, and the outcome is the ack.
 */
export class Sender {
  readonly #options: SenderOptions;
  readonly #turns = new Turns();

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  async send(outgoing: Outgoing, timeoutMs: number): Promise<SendOutcome> {
    const { externalId } = outgoing;
    const until = Date.now() + timeoutMs;
    const left: Left = () => Math.max(1, until - Date.now());
    const first = await this.#inTurn(left, async (hold) => {
      const prepared = await this.#beforeWriting(() => within(left(), this.#prepare(outgoing)));
      return isPrepared(prepared) ? this.#write(externalId, prepared, left, true, hold) : prepared;
    });
    if (!isWritten(first)) return first;
    const ack = await this.#ackOf(externalId, first, left);
    if (!isAck(ack)) return ack;
    if (!isStaleDevices(ack.error)) return this.#answered(ack, externalId);
    const second = await this.#inTurn(left, (hold) => this.#write(externalId, first, left, false, hold));
    if (!isWritten(second)) return second;
    const last = await this.#ackOf(externalId, second, left);
    return isAck(last) ? this.#answered(last, externalId) : last;
  }

  /** The library writes one message of an account at a time; whoever waits here has certainly written nothing. */
  async #inTurn(left: Left, act: (hold: Hold) => Promise<Written | SendOutcome>): Promise<Written | SendOutcome> {
    const turn = this.#turns.take();
    let held: Promise<unknown> = Promise.resolve();
    try {
      await within(left(), turn);
      return await act((work) => {
        held = work;
      });
    } catch {
      return later('whatsapp.busy');
    } finally {
      void Promise.all([turn, held.catch(() => undefined)]).then(([giveBack]) => giveBack());
    }
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
    prepared: Prepared,
    left: Left,
    useUserDevicesCache: boolean,
    hold: Hold,
  ): Promise<Written | SendOutcome> {
    const { socket, acks, sent } = this.#options;
    const { jid, message } = prepared;
    const ack = acks.wait(externalId);
    sent.keep(externalId, message);
    try {
      const written = socket.relayMessage(jid, message, { messageId: externalId, useUserDevicesCache });
      hold(written);
      await within(left(), written);
      return { ...prepared, ack };
    } catch (cause) {
      acks.forget(externalId);
      return notWritten(cause);
    }
  }

  async #ackOf(externalId: string, { ack }: Written, left: Left): Promise<Ack | SendOutcome> {
    try {
      return await within(left(), ack);
    } catch (cause) {
      const reason = cause instanceof NoAnswerInTime ? 'whatsapp.no_ack' : 'whatsapp.connection_lost';
      return { kind: 'unknown', reason };
    } finally {
      this.#options.acks.forget(externalId);
    }
  }

  #answered({ error }: Ack, externalId: string): SendOutcome {
    const { figures, onWarning } = this.#options;
    figures.ack();
    if (error !== null && isWarning(error)) onWarning(error);
    return outcomeOf(error, externalId);
  }
}

/**
 * The message is the last thing the library writes, so a rejection before it says that nothing left: a question rejected with
 * 1006 or 428, or an answer with an error. A time-out leaves the library at work, and a failed write may have come through.
 */
const notWritten = (cause: unknown): SendOutcome => {
  if (cause instanceof NoAnswerInTime) return { kind: 'unknown', reason: 'whatsapp.no_answer' };
  const isAnswer = typeof cause === 'number' || (cause as { isBoom?: unknown } | null)?.isBoom === true;
  return isAnswer && codeOf(cause) !== 408
    ? later('whatsapp.not_connected')
    : { kind: 'unknown', reason: 'whatsapp.write_failed' };
};
