import { HttpClient } from '#test/support/http-client';

export type Shop = { readonly token: string; readonly key: string; readonly chat: string };

export type Miss = { readonly at: number; readonly what: string };

const password = 'correct horse battery staple';

/** A business with a service and a key. */
export const openShop = async (url: string, index: number): Promise<Shop> => {
  const account = {
    email: `owner-${index}@rolling.test`,
    password,
    name: 'Owner',
    businessName: `Rolling ${index}`,
    currency: 'AED',
    tokenIn: 'body',
  };
  const { accessToken: token } = await new HttpClient(url).post<{ accessToken: string }>('/api/auth/sign-up', account);
  const owner = new HttpClient(url, { token });
  await owner.post('/api/v1/services', { name: { en: 'Deep massage' }, priceMinor: 15_000 });
  const { version } = await owner.get<{ version: number }>('/api/v1/settings');
  await owner.put('/api/v1/settings', { version, assistant: { settleMs: 0 } });
  const { key } = await owner.post<{ key: string }>('/api/v1/api-keys', { name: 'shop', scopes: ['chat.send'] });
  return { token, key, chat: `shop-${index}` };
};

/**
 * Requests at a steady rate, whatever becomes of the ones before: four of five read the catalogue, the fifth is a customer who
 * waits for an answer. What is no 2xx is kept with its moment.
 */
export class SteadyLoad {
  readonly misses: Miss[] = [];
  sent = 0;
  answered = 0;
  /** Conversations whose message was acknowledged. */
  readonly acked: { readonly shop: Shop; readonly conversationId: string }[] = [];
  readonly #url: string;
  readonly #shops: readonly Shop[];
  readonly #everyMs: number;
  readonly #underWay = new Set<Promise<void>>();
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(url: string, shops: readonly Shop[], perSecond: number) {
    this.#url = url;
    this.#shops = shops;
    this.#everyMs = 1_000 / perSecond;
  }

  start(): void {
    let due = performance.now();
    this.#timer = setInterval(() => {
      for (; due <= performance.now(); due += this.#everyMs) this.#send();
    }, 5);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await Promise.all(this.#underWay);
  }

  #send(): void {
    const shop = this.#shops[this.sent % this.#shops.length] as Shop;
    const isChat = Math.floor(this.sent / this.#shops.length) % 5 === 0;
    this.sent += 1;
    const request = (isChat ? this.#chat(shop, this.sent) : this.#read(shop)).catch((error: Error) => {
      this.misses.push({ at: Date.now(), what: String(error.cause ?? error.message).slice(0, 120) });
    });
    this.#underWay.add(request);
    void request.finally(() => this.#underWay.delete(request));
  }

  async #read({ token }: Shop): Promise<void> {
    await new HttpClient(this.#url, { token }).get('/api/v1/services');
    this.answered += 1;
  }

  async #chat(shop: Shop, n: number): Promise<void> {
    const client = new HttpClient(this.#url, { apiKey: shop.key });
    const message = { session_id: `${shop.chat}-${n}`, message: 'How much is the deep massage?' };
    const { conversation_id: conversationId } = await client.post<{ conversation_id: string }>('/api/v1/chat', message);
    this.answered += 1;
    this.acked.push({ shop, conversationId });
  }
}
