import { createHash } from 'node:crypto';
import type { Dispatcher } from 'undici';
import { z } from 'zod';
import { cloudApiSettings, phoneNumberId } from '#adapters/channels/cloud-api/settings';
import type { FetchedMedia, MediaSource } from '#application/ports/media-source';
import type { Channel } from '#domain/channel/channel';
import type { MediaReference } from '#domain/conversation/message-content';

type Dependencies = {
  readonly dispatcher: Dispatcher;
  /** With the version: `https://graph.facebook.com/v23.0`. */
  readonly baseUrl: string;
};

type Limits = Parameters<MediaSource['fetch']>[2];
type Got = { readonly status: number; readonly type: string; readonly bytes: Uint8Array };

const Found = z.object({
  url: z.string().max(4_096),
  mime_type: z.string().max(256).optional(),
  sha256: z.string().max(128).optional(),
  file_size: z.coerce.number().optional(),
});

const longestAnswer = 64 * 1_024;
const mediaId = /^[A-Za-z0-9_-]{1,256}$/;
/** Meta's own hosts: the number's token is shown to nobody else. */
const metasHosts = /(?:^|\.)(?:fbsbx\.com|fbcdn\.net|facebook\.com|whatsapp\.net)$/;

/** More came than may. */
class TooLarge extends Error {}

const refused = (state: Extract<FetchedMedia, { kind: 'refused' }>['state'], reason: string): FetchedMedia => ({
  kind: 'refused',
  state,
  reason: `cloud_api.${reason}`,
});
const later = (reason: string): FetchedMedia => ({ kind: 'later', reason: `cloud_api.${reason}` });

/** 401 may be a token that is being changed; 404 and 410 are for good; the rest passes. */
const failureOf = (status: number, what: string): FetchedMedia =>
  status === 404 || status === 410 || status === 400
    ? refused('gone', `${what}_gone`)
    : later(`${what}_${status === 401 || status === 403 ? 'not_allowed' : 'failed'}`);

/** Meta writes it in hex where one asks for the media, and in base64 in its webhook. */
const isDigestOf = (bytes: Uint8Array, digest: string): boolean => {
  const made = createHash('sha256').update(bytes).digest();
  return digest.toLowerCase() === made.toString('hex') || digest === made.toString('base64');
};

const isPage = (type: string): boolean => /^(?:text\/html|application\/json)\b/i.test(type);

/** What came is the file, or says why it is not. */
const judged = (got: Got, digest: string | null, mimeType: string): FetchedMedia => {
  if (got.status !== 200)
    return later(got.status === 404 || got.status === 401 ? 'media_url_expired' : 'media_url_failed');
  if (isPage(got.type)) return later('media_is_a_page');
  const isWhole = digest === null || digest === '' || isDigestOf(got.bytes, digest);
  return isWhole ? { kind: 'fetched', bytes: got.bytes, mimeType } : refused('damaged', 'media_damaged');
};

/** Meta's two steps: the address of a media id, which holds for five minutes, and then its bytes; both with the token. */
export class CloudApiMedia implements MediaSource {
  readonly #dispatcher: Dispatcher;
  readonly #base: URL;
  constructor({ dispatcher, baseUrl }: Dependencies) {
    this.#dispatcher = dispatcher;
    this.#base = new URL(baseUrl);
  }

  async fetch(channel: Channel, file: MediaReference, limits: Limits): Promise<FetchedMedia> {
    const settings = cloudApiSettings.safeParse(channel.settings);
    const number = phoneNumberId.safeParse(channel.externalKey);
    if (!settings.success || !number.success) return later('settings_invalid');
    if (!mediaId.test(file.providerMediaId)) return refused('gone', 'media_id_invalid');
    const signal = AbortSignal.timeout(limits.timeoutMs);
    try {
      const path = `${this.#base.pathname.replace(/\/+$/, '')}/${file.providerMediaId}?phone_number_id=${number.data}`;
      const answer = await this.#get(new URL(path, this.#base), settings.data.accessToken, longestAnswer, signal);
      if (answer.status !== 200) return failureOf(answer.status, 'media');
      return await this.#download(answer.bytes, settings.data.accessToken, file, limits, signal);
    } catch (error) {
      if (error instanceof TooLarge) return refused('too_large', 'media_too_large');
      return later(signal.aborted ? 'media_timed_out' : 'media_unreachable');
    }
  }

  async #download(
    body: Uint8Array,
    token: string,
    file: MediaReference,
    { maxBytes }: Limits,
    signal: AbortSignal,
  ): Promise<FetchedMedia> {
    const found = Found.safeParse(jsonOf(body));
    const url = found.success ? this.#allowed(found.data.url) : null;
    if (!found.success || url === null) return later('media_answer_unreadable');
    if ((found.data.file_size ?? 0) > maxBytes) return refused('too_large', 'media_too_large');
    const got = await this.#get(url, token, maxBytes, signal);
    return judged(got, found.data.sha256 ?? file.sha256, found.data.mime_type ?? got.type);
  }

  /** Where the API lives itself, or a host of Meta's over https. */
  #allowed(raw: string): URL | null {
    const url = URL.canParse(raw) ? new URL(raw) : null;
    if (url === null) return null;
    const isMetas = url.protocol === 'https:' && url.port === '' && metasHosts.test(url.hostname);
    return isMetas || url.origin === this.#base.origin ? url : null;
  }

  /** @throws {TooLarge} and whatever breaks a connection. Redirects are not followed: the token would go along. */
  async #get(url: URL, token: string, maxBytes: number, signal: AbortSignal): Promise<Got> {
    const { statusCode, headers, body } = await this.#dispatcher.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      headers: { authorization: `Bearer ${token}`, 'user-agent': 'wakil' },
      signal,
    });
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxBytes) throw new TooLarge();
      chunks.push(chunk);
    }
    return { status: statusCode, type: String(headers['content-type'] ?? ''), bytes: Buffer.concat(chunks) };
  }
}

const jsonOf = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
};
