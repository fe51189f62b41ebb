import { createHmac } from 'node:crypto';
import { Pool } from 'undici';
import type { DeliveryOptions, DeliveryOutcome, RetryPolicy } from './types.js';

const metas: RetryPolicy = { baseMs: 1_000, factor: 2, maxMs: 60_000, attempts: 10_000 };

type Options = { readonly appSecret: string; readonly retry: Partial<RetryPolicy>; readonly connections: number };

/** Posts webhooks as Meta does: signed over the very bytes, and again and again until the answer is 200. */
export class WebhookSender {
  posted = 0;
  acknowledged = 0;
  failed = 0;
  abandoned = 0;
  pending = 0;
  readonly #retry: RetryPolicy;
  readonly #appSecret: string;
  readonly #connections: number;
  #target: { url: string; pool: Pool; path: string } | null = null;
  #closed = false;
  #idleWaiters: (() => void)[] = [];
  readonly #timers = new Map<NodeJS.Timeout, () => void>();

  constructor({ appSecret, retry, connections }: Options) {
    this.#appSecret = appSecret;
    this.#retry = { ...metas, ...retry };
    this.#connections = connections;
  }

  /** Also for bodies that are on their way already: the next try goes to the new place. */
  setTarget(url: string | null): void {
    const old = this.#target;
    if (old?.url === url) return;
    if (url === null) this.#target = null;
    else {
      const { origin, pathname, search } = new URL(url);
      const pool = new Pool(origin, {
        connections: this.#connections,
        pipelining: 1,
        headersTimeout: 20_000,
        bodyTimeout: 20_000,
      });
      this.#target = { url, pool, path: pathname + search };
    }
    void old?.pool.close();
  }

  /** Resolves when the body is acknowledged or given up, with the last answer. */
  async deliver(
    body: Buffer,
    { times = 1, delayMs = 0, signature = 'valid', retry = true }: DeliveryOptions = {},
  ): Promise<DeliveryOutcome> {
    const signed = this.#signatureOf(body, signature);
    if (times === 1) return this.#deliverOne(body, signed, delayMs, retry);
    const outcomes = await Promise.all(
      Array.from({ length: times }, () => this.#deliverOne(body, signed, delayMs, retry)),
    );
    return outcomes.find(({ status }) => status !== 200) ?? outcomes[0] ?? { status: null, attempts: 0 };
  }

  /** Resolves when nothing is on its way or waiting any more. */
  idle(): Promise<void> {
    if (this.pending === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const [timer, wake] of this.#timers) {
      clearTimeout(timer);
      wake();
    }
    this.#timers.clear();
    await this.#target?.pool.destroy();
  }

  async #deliverOne(body: Buffer, signature: string | null, delayMs: number, retry: boolean): Promise<DeliveryOutcome> {
    this.pending += 1;
    try {
      if (delayMs > 0) await this.#wait(delayMs);
      return await this.#repeat(body, signature, retry ? this.#retry.attempts : 1);
    } finally {
      this.pending -= 1;
      if (this.pending === 0) for (const waiter of this.#idleWaiters.splice(0)) waiter();
    }
  }

  async #repeat(body: Buffer, signature: string | null, most: number): Promise<DeliveryOutcome> {
    const { baseMs, factor, maxMs } = this.#retry;
    let status: number | null = null;
    let attempts = 0;
    while (attempts < most && !this.#closed) {
      attempts += 1;
      status = await this.#post(body, signature);
      if (status === 200) {
        this.acknowledged += 1;
        return { status, attempts };
      }
      this.failed += 1;
      if (attempts < most) await this.#wait(Math.min(baseMs * factor ** (attempts - 1), maxMs));
    }
    this.abandoned += 1;
    return { status, attempts };
  }

  async #post(body: Buffer, signature: string | null): Promise<number | null> {
    const target = this.#target;
    if (target === null) return null;
    this.posted += 1;
    const headers: Record<string, string> = { 'content-type': 'application/json', 'user-agent': 'facebookexternalua' };
    if (signature !== null) headers['x-hub-signature-256'] = signature;
    try {
      const answer = await target.pool.request({ path: target.path, method: 'POST', headers, body });
      await answer.body.dump();
      return answer.statusCode;
    } catch {
      return null;
    }
  }

  #signatureOf(body: Buffer, kind: 'valid' | 'wrong' | 'missing'): string | null {
    if (kind === 'missing') return null;
    const secret = kind === 'valid' ? this.#appSecret : `not ${this.#appSecret}`;
    return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  }

  /** Ends early when the emulator is closed. */
  #wait(ms: number): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.set(timer, resolve);
    });
  }
}
