import type { Dispatcher } from 'undici';
import { z } from 'zod';
import { graphErrorOf, outcomeOfError, retryAfterMs } from '#adapters/channels/cloud-api/error-actions';
import { ruleFor } from '#adapters/channels/cloud-api/error-rules';
import { type Exchange, postOnce } from '#adapters/channels/cloud-api/http-exchange';
import { messageBody, typingBody } from '#adapters/channels/cloud-api/message-body';
import { recipientOf } from '#adapters/channels/cloud-api/recipient';
import { isWindowOpen } from '#adapters/channels/cloud-api/service-window';
import { cloudApiSettings, phoneNumberId } from '#adapters/channels/cloud-api/settings';
import type { Clock } from '#application/ports/clock';
import type { Telemetry } from '#application/ports/telemetry';
import type { Envelope, SendOutcome, ShowsTyping, Transport } from '#application/ports/transport';
import type { Channel } from '#domain/channel/channel';

type Dependencies = {
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  /** With the version: `https://graph.facebook.com/v23.0`. */
  readonly baseUrl: string;
  /** 0 ≤ x < 1, for spreading retries. */
  readonly random?: () => number;
};

type Call = { readonly path: string; readonly accessToken: string };
type Answer = Extract<Exchange, { kind: 'answered' }>;

const Sent = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) });
const typingTimeoutMs = 3_000;
/** Nothing was written, so it may be tried again soon; Meta being unreachable concerns all messages alike. */
const unreachableRetryMs = 2_000;

/** Meta's Cloud API. It sends each message once: whether to send again is the engine's to decide, from the outcome. */
export class CloudApiTransport implements Transport, ShowsTyping {
  readonly kind = 'cloud-api';
  readonly isRepeatable = false;
  /** Meta takes 80 messages a second from one number; at 200 ms for a round trip this fills it. */
  readonly #deps: Dependencies;
  readonly #origin: string;
  readonly #basePath: string;

  constructor(deps: Dependencies) {
    const { origin, pathname } = new URL(deps.baseUrl);
    this.#deps = deps;
    this.#origin = origin;
    this.#basePath = pathname.replace(/\/+$/, '');
  }

  async send({ channel, message, to, lastInboundAt }: Envelope, timeoutMs: number): Promise<SendOutcome> {
    const call = this.#callFor(channel);
    if (call === null) return { kind: 'channel_stopped', reason: 'cloud_api.settings_invalid' };
    if (!isWindowOpen(lastInboundAt, this.#deps.clock.now()))
      return { kind: 'refused', reason: 'cloud_api.window_closed' };
    const recipient = recipientOf(to);
    if (recipient === null) return { kind: 'refused', reason: 'cloud_api.no_recipient' };
    const body = messageBody(message, recipient);
    if (body === null) return { kind: 'refused', reason: 'cloud_api.unsupported_message' };

    const exchange = await this.#post(call, body, timeoutMs);
    switch (exchange.kind) {
      case 'not_sent':
        return { kind: 'later', reason: `cloud_api.${exchange.reason}`, retryAfterMs: unreachableRetryMs };
      case 'cut':
        return { kind: 'unknown', reason: `cloud_api.${exchange.reason}` };
      case 'answered':
        return this.#read(exchange, channel, message.attempts);
    }
  }

  async showTyping(channel: Channel, inboundExternalId: string): Promise<void> {
    const call = this.#callFor(channel);
    if (call !== null) await this.#post(call, typingBody(inboundExternalId), typingTimeoutMs);
  }

  #callFor(channel: Channel): Call | null {
    const id = phoneNumberId.safeParse(channel.externalKey);
    const settings = cloudApiSettings.safeParse(channel.settings);
    if (!id.success || !settings.success) return null;
    return { path: `${this.#basePath}/${id.data}/messages`, accessToken: settings.data.accessToken };
  }

  #post({ path, accessToken }: Call, body: string, timeoutMs: number): Promise<Exchange> {
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
    return postOnce(this.#deps.dispatcher, { origin: this.#origin, path, headers, body, timeoutMs });
  }

  #read({ status, body, retryAfter }: Answer, channel: Channel, attempts: number): SendOutcome {
    const content = parseJson(body);
    if (status === 200) {
      const sent = Sent.safeParse(content);
      const externalId = sent.success ? sent.data.messages[0]?.id : undefined;
      if (externalId !== undefined) return { kind: 'accepted', externalId };
    }
    const error = graphErrorOf(content);
    if (error !== null && ruleFor(error.code, error.subcode) === null) {
      this.#deps.telemetry.warn('cloud_api.unknown_code', { code: error.code, status, channelId: channel.id });
    }
    const { clock, random = Math.random } = this.#deps;
    return outcomeOfError({
      status,
      error,
      retryAfterMs: retryAfterMs(retryAfter, clock.now()),
      attempts,
      jitter: random(),
    });
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
