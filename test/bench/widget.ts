import { pause, quantile, type Report, until } from '#test/bench/measure';
import { type SeenMessage, WidgetVisitor } from '#test/bench/widget-visitor';
import { type Item, itemAt, items } from '#test/support/catalogue-items';
import { HttpClient } from '#test/support/http-client';
import { startProduct, temporaryFolder } from '#test/support/product';

/** What one visitor asked last, and when the answer came. */
type Asked = { readonly item: Item; readonly at: number; answeredMs: number | null; storedMs: number | null };

type Load = {
  readonly visitors: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly bounds: boolean;
};

const password = 'correct horse battery staple';

/** A shop that answers at once: the settle time is a choice of the tenant's, not a cost of ours. */
const openShop = async (url: string): Promise<string> => {
  const account = {
    email: 'owner@shop.test',
    password,
    name: 'Owner',
    businessName: 'Bench Shop',
    currency: 'AED',
    tokenIn: 'body',
  };
  const { accessToken, tenant } = await new HttpClient(url).post<{ accessToken: string; tenant: { slug: string } }>(
    '/api/auth/sign-up',
    account,
  );
  const admin = new HttpClient(url, { token: accessToken });
  const services = items.map(({ name, priceMinor }) => ({ name: { en: name }, priceMinor, status: 'active' }));
  await admin.post('/api/v1/services/import', { services });
  const { version } = await admin.get<{ version: number }>('/api/v1/settings');
  await admin.put('/api/v1/settings', { version, assistant: { settleMs: 0 } });
  return tenant.slug;
};

/** A page of visitors, what each is waiting for, and everything that went wrong. */
class Crowd {
  readonly visitors: WidgetVisitor[] = [];
  readonly #asked = new Map<WidgetVisitor, Asked[]>();
  wrong = 0;
  refused = 0;

  /** @param atOnce how many come in the same moment. */
  async enter(url: string, shop: string, count: number, atOnce: number): Promise<void> {
    let next = 0;
    const come = async (): Promise<void> => {
      while (next < count) {
        const visitor = new WidgetVisitor(url, next);
        next += 1;
        await visitor.enter(shop);
        await visitor.listen();
        visitor.onMessage = (message) => this.#see(visitor, message);
        this.visitors.push(visitor);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, come));
  }

  #see(visitor: WidgetVisitor, { from, text }: SeenMessage): void {
    if (from !== 'assistant') return;
    const open = this.#asked.get(visitor)?.find((each) => each.answeredMs === null);
    if (open === undefined || !text.includes(open.item.priceText)) {
      // The greeting comes before the first answer and names no price.
      if (items.some(({ priceText }) => text.includes(priceText))) this.wrong += 1;
      return;
    }
    open.answeredMs = performance.now() - open.at;
  }

  async #ask(visitor: WidgetVisitor, index: number): Promise<void> {
    const asked: Asked = { item: itemAt(index), at: performance.now(), answeredMs: null, storedMs: null };
    this.#asked.set(visitor, [...(this.#asked.get(visitor) ?? []), asked]);
    const status = await visitor.say(`How much is the ${asked.item.name}?`).catch(() => 0);
    if (status >= 200 && status < 300) asked.storedMs = performance.now() - asked.at;
    else this.refused += 1;
  }

  /** A steady rate, the visitors in turn: nobody asks again before everybody has asked. */
  async chat(perSecond: number, messages: number): Promise<void> {
    const startedAt = performance.now();
    const sent: Promise<void>[] = [];
    for (let index = 0; index < messages; index += 1) {
      const due = startedAt + (index * 1_000) / perSecond;
      if (due > performance.now()) await pause(due - performance.now());
      const visitor = this.visitors[index % this.visitors.length];
      if (visitor !== undefined) sent.push(this.#ask(visitor, index));
    }
    await Promise.all(sent);
  }

  get questions(): Asked[] {
    return [...this.#asked.values()].flat();
  }

  /** Messages a visitor was shown twice, or before one that was said earlier. */
  get disorder(): number {
    return this.visitors.reduce((sum, { seen }) => {
      const bad = seen.filter((message, index) => index > 0 && message.seq <= (seen[index - 1]?.seq ?? 0));
      return sum + bad.length;
    }, 0);
  }

  leave(): void {
    for (const visitor of this.visitors) visitor.leave();
  }
}

/** `visitors` browsers listen on one node while `perSecond` of them write. */
export const widgetCrowd = async (report: Report, { visitors, perSecond, seconds, bounds }: Load): Promise<void> => {
  const folder = temporaryFolder('bench-widget');
  const product = await startProduct({ dataDir: folder.path });
  const crowd = new Crowd();
  try {
    const shop = await openShop(product.url);
    const startedAt = performance.now();
    await crowd.enter(product.url, shop, visitors, 64);
    const connectedMs = performance.now() - startedAt;
    await crowd.chat(perSecond, perSecond * seconds);
    await until(() => crowd.questions.every(({ answeredMs }) => answeredMs !== null), 30_000);
    publish(report, `widget_${visitors}`, crowd, connectedMs, product.rssMb(), bounds);
  } finally {
    crowd.leave();
    await product.kill('SIGTERM');
    folder.remove();
  }
};

const publish = (report: Report, name: string, crowd: Crowd, connectedMs: number, rssMb: number, bounds: boolean) => {
  const { questions, visitors } = crowd;
  const n = questions.length;
  const answered = questions.flatMap(({ answeredMs }) => answeredMs ?? []);
  const stored = questions.flatMap(({ storedMs }) => storedMs ?? []);
  report.add(`${name}.connected_ms`, connectedMs, 'ms', visitors.length);
  report.add(`${name}.stored_ms_p99`, quantile(stored, 0.99), 'ms', stored.length);
  report.add(`${name}.deliver_ms_p50`, quantile(answered, 0.5), 'ms', answered.length);
  report.add(`${name}.deliver_ms_p99`, quantile(answered, 0.99), 'ms', answered.length, bounds ? { atMost: 500 } : {});
  report.add(`${name}.errors`, (100 * crowd.refused) / n, '%', n, { atMost: 0.1 });
  report.add(`${name}.unanswered`, n - answered.length, 'messages', n, { atMost: 0 });
  report.add(`${name}.wrong_visitor`, crowd.wrong, 'replies', n, { atMost: 0 });
  report.add(`${name}.out_of_order`, crowd.disorder, 'messages', n, { atMost: 0 });
  const cutOff = visitors.reduce((sum, visitor) => sum + visitor.cutOff, 0);
  report.add(`${name}.streams_lost`, cutOff, 'streams', visitors.length, { atMost: 0 });
  report.add(`${name}.rss`, rssMb, 'MB', 1, { atMost: 600 });
};
