import { UndiciSafeFetch } from '#adapters/network/safe-fetch/undici-safe-fetch';
import { FetchFailed, type SafeAnswer, type SafeFetch, type SafeRequest } from '#application/ports/safe-fetch';

type Page = { readonly status?: number; readonly mediaType?: string; readonly body: string | Uint8Array };

/** A web of a few pages. What may be asked for at all is the product's own rule. */
export class ScriptedWeb implements SafeFetch {
  readonly #rule = new UndiciSafeFetch({ allowsHttp: true });
  readonly pages = new Map<string, Page>();
  /** Addresses asked for, in order. */
  readonly asked: string[] = [];

  assertAllowed(url: string): void {
    this.#rule.assertAllowed(url);
  }

  async fetch({ url, maxBytes }: SafeRequest): Promise<SafeAnswer> {
    this.assertAllowed(url);
    this.asked.push(url);
    const page = this.pages.get(url) ?? { status: 404, body: '' };
    const bytes = Buffer.from(page.body);
    if (bytes.length > maxBytes) throw new FetchFailed('too_large');
    return { status: page.status ?? 200, url, mediaType: page.mediaType ?? 'text/html', charset: null, bytes };
  }
}
