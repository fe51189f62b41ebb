import { UndiciSafeFetch } from '#adapters/network/safe-fetch/undici-safe-fetch';
import type { SafeAnswer, SafeFetch, SafeRequest } from '#application/ports/safe-fetch';

/** Answers for the internet. What is said before looking an address up is the real thing's. */
export class ScriptedFetch implements SafeFetch {
  readonly #real = new UndiciSafeFetch({ allowsHttp: false });
  /** Everything it was asked, oldest first. */
  readonly asked: SafeRequest[] = [];
  /** What it answers with: JSON, or a whole answer; may throw. */
  script: (request: SafeRequest) => unknown = () => ({});

  assertAllowed(url: string): void {
    this.#real.assertAllowed(url);
  }

  async fetch(request: SafeRequest): Promise<SafeAnswer> {
    this.#real.assertAllowed(request.url);
    this.asked.push(request);
    return this.answer(JSON.stringify(this.script(request)), request.url);
  }

  /** Overridden by tests about answers that are none. */
  answer = (body: string, url: string): SafeAnswer => ({
    status: 200,
    url,
    mediaType: 'application/json',
    charset: null,
    bytes: new TextEncoder().encode(body),
  });
}
