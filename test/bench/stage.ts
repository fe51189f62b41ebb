import { type GraphApiEmulator, startGraphApiEmulator } from '#test/emulators/graph-api/graph-api-emulator';
import type { RecordedSend } from '#test/emulators/graph-api/types';
import { type Item, itemAt } from '#test/support/catalogue-items';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { type Business, cloudApiEnvironment, openBusiness, setUpPlatform, webhookOf } from '#test/support/world';

/** One question, and what became of it. */
export type Question = {
  readonly customer: string;
  readonly phoneNumberId: string;
  readonly item: Item;
  askedAt: number;
  ackMs: number;
  replies: { text: string; afterMs: number }[];
};

/** The embedded store, unless the run names a server with an empty database. */
const storeEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    ['POSTGRES_URL', 'POSTGRES_OWNER_URL'].flatMap((name) => {
      const set = process.env[name];
      return set === undefined ? [] : [[name, set]];
    }),
  );

/** Eight digits, no two the same: customers do not come in the order of their numbers. */
const numberOf = (index: number): string => String((index * 61_803_399) % 100_000_000).padStart(8, '0');

/** The product, an emulated provider in this process, and two businesses on it. */
export class Stage {
  readonly emulator: GraphApiEmulator;
  readonly product: Product;
  readonly businesses: readonly Business[];
  readonly folder: { path: string; remove: () => void };
  readonly questions = new Map<string, Question>();
  /** Messages that went to somebody who asked nothing, or spoke of what somebody else asked. */
  wrongRecipient = 0;
  replies = 0;

  constructor(
    emulator: GraphApiEmulator,
    product: Product,
    businesses: readonly Business[],
    folder: { path: string; remove: () => void },
  ) {
    this.emulator = emulator;
    this.product = product;
    this.businesses = businesses;
    this.folder = folder;
    emulator.onSend((send) => this.#sent(send));
  }

  /** @param options.preload modules loaded before the product's own. */
  static async open({ preload = [] }: { readonly preload?: readonly string[] } = {}): Promise<Stage> {
    const emulator = await startGraphApiEmulator({
      keep: 'counters',
      webhookConnections: 256,
      statuses: [
        { status: 'sent', afterMs: 20 },
        { status: 'delivered', afterMs: 60 },
      ],
      batchMs: 10,
      retry: { baseMs: 500 },
    });
    const folder = temporaryFolder('bench');
    const environment = { ...cloudApiEnvironment(emulator), ...storeEnvironment(), WAKIL_LOG_LEVEL: 'info' };
    const product = await startProduct({ dataDir: folder.path, environment, preload });
    emulator.setWebhook(webhookOf(product.url));
    const platform = await setUpPlatform(product);
    const businesses: Business[] = [];
    for (const [index, name] of ['Amber House', 'Cedar House'].entries())
      businesses.push(await openBusiness(product, platform, emulator, { name, phoneNumberId: `1000${index + 1}` }));
    return new Stage(emulator, product, businesses, folder);
  }

  #sent({ phoneNumberId, to, text }: RecordedSend): void {
    this.replies += 1;
    const question = this.questions.get(to);
    if (
      question === undefined ||
      question.phoneNumberId !== phoneNumberId ||
      !text.includes(question.item.name) ||
      !text.includes(question.item.priceText)
    ) {
      this.wrongRecipient += 1;
      return;
    }
    question.replies.push({ text, afterMs: performance.now() - question.askedAt });
  }

  /** Customer `index`, never seen before, asks one of the businesses for the price of one thing; resolves when it is acknowledged. */
  async ask(index: number): Promise<Question> {
    const { phoneNumberId } = this.businesses[index % this.businesses.length] as Business;
    const question: Question = {
      customer: `9716${numberOf(index)}`,
      phoneNumberId,
      item: itemAt(index),
      askedAt: performance.now(),
      ackMs: 0,
      replies: [],
    };
    this.questions.set(question.customer, question);
    const text = `How much is the ${question.item.name}?`;
    await this.emulator.customerWrites({ phoneNumberId, from: question.customer, text }).delivered;
    question.ackMs = performance.now() - question.askedAt;
    return question;
  }

  async close(): Promise<void> {
    await this.product.kill('SIGTERM');
    await this.emulator.close();
    this.folder.remove();
  }
}
