import type { Asked, AskModel } from '#application/ai/ask-model';
import { faultWords } from '#application/ai/fault-words';
import type { LiveAi } from '#application/ai/live-ai';
import { assertPlatform, type Principal } from '#application/identity/principal';
import { InvalidInput, textOf } from '#application/input';
import type { AiVendors } from '#application/ports/ai-vendors';
import type { Clock } from '#application/ports/clock';
import type { ModelFault } from '#application/ports/language-model';
import type { Store } from '#application/ports/store';
import { priceOf } from '#domain/ai/ai-settings';
import type { Briefing } from '#domain/assistant/briefing';
import { freshDialogue } from '#domain/conversation/dialogue';
import type { Usage } from '#domain/conversation/turn';
import { FaqId, ServiceId, TenantId } from '#domain/shared/ids';
import { Currency, Money } from '#domain/shared/money';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly vendors: AiVendors;
  readonly live: LiveAi;
  readonly ask: Pick<AskModel, 'execute'>;
};

export type ModelTest = {
  readonly ok: boolean;
  readonly fault: ModelFault | 'no_budget' | 'no_key' | null;
  /** The vendor's HTTP status, where it answered with one. */
  readonly status: number | null;
  /** What happened, and what to do next. */
  readonly sentence: string;
  readonly latencyMs: number;
  readonly usage: Usage;
  /** Millionths of a US dollar; `null`: the model has no price yet. */
  readonly costMicros: number | null;
  /** The acts it chose for "How much is the massage?". */
  readonly acts: readonly string[];
};

const nobody = TenantId('ten_00000000000000000000000000000000');
const massage = ServiceId('svc_00000000000000000000000000000001');
const createdAt = new Date(0);

/** A business that does not exist: a test call tells a vendor nothing of anybody. */
const sample: Briefing = {
  catalogue: {
    tenantId: nobody,
    businessName: 'Sample',
    currency: Currency('USD'),
    version: 1,
    services: new Map([
      [
        massage,
        {
          id: massage,
          tenantId: nobody,
          kind: 'service',
          name: { en: 'Massage', ar: 'مساج' },
          description: { en: 'One hour.' },
          category: { en: 'Treatments' },
          aliases: [],
          price: Money.of(1n, Currency('USD')),
          unit: {},
          minQuantity: 1,
          maxQuantity: 1,
          options: [],
          requires: [],
          includes: [],
          images: [],
          status: 'active',
          available: true,
          createdAt,
          version: 1,
        },
      ],
    ]),
    faqs: new Map([
      [
        FaqId('faq_00000000000000000000000000000001'),
        {
          id: FaqId('faq_00000000000000000000000000000001'),
          tenantId: nobody,
          questions: ['When are you open?'],
          answer: { en: 'Every day.' },
          category: 'Visits',
          active: true,
          createdAt,
          version: 1,
        },
      ],
    ]),
  },
  unanswered: ['How much is the massage?'],
  history: [],
  dialogue: freshDialogue,
  languages: ['en', 'ar'],
  defaultLanguage: 'en',
};

/** What a model without a price is taken to cost, so that the caps hold for it as well: more than any vendor asks today. */
const dearest = { inputMicros: 30_000_000, outputMicros: 180_000_000 };

const nothing: Usage = { inputTokens: 0, outputTokens: 0, costMicros: 0 };

const outcomeOf = (asked: Asked): Omit<ModelTest, 'latencyMs' | 'costMicros'> => {
  if (asked.outcome === 'answered') {
    const acts = asked.proposal.acts.map(({ act }) => act);
    const isRight = acts.includes('quote_price');
    const sentence = isRight
      ? 'It works: asked for a price, the model chose to quote it.'
      : 'It answers in the right form, but did not see that a price was asked for. A stronger model may do better.';
    return { ok: isRight, fault: null, status: 200, sentence, usage: asked.usage, acts };
  }
  if (asked.outcome === 'failed') {
    const { fault, details } = asked.error;
    const status = typeof details['status'] === 'number' ? details['status'] : null;
    return { ok: false, fault, status, sentence: faultWords[fault], usage: asked.usage, acts: [] };
  }
  const sentence = 'Nothing was asked: the platform’s money for today is used up. Raise the daily cap to test.';
  return { ok: false, fault: 'no_budget', status: null, sentence, usage: nothing, acts: [] };
};

/** Asks a model one real question, and says truthfully what happened. It is paid like any other. */
export class TestModel {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {InvalidInput} no such account. */
  async execute(input: {
    readonly by: Principal;
    readonly connection: string;
    readonly model: string;
    readonly temperature: number | null;
  }): Promise<ModelTest> {
    const { store, clock, live } = this.#deps;
    const actor = assertPlatform(input.by);
    await live.refresh();
    const started = clock.now();
    const outcome = await this.#outcome(input);
    const latencyMs = clock.now().getTime() - started.getTime();
    const facts = { model: input.model.slice(0, 120), fault: outcome.fault, latencyMs };
    await store.platform.audit.append({
      actor,
      action: 'ai.model_tested',
      target: input.connection,
      facts,
      at: clock.now(),
    });
    const isPriced = priceOf(live.settings, input) !== null;
    return { ...outcome, latencyMs, costMicros: isPriced ? outcome.usage.costMicros : null };
  }

  async #outcome(input: Parameters<TestModel['execute']>[0]): Promise<Omit<ModelTest, 'latencyMs' | 'costMicros'>> {
    const { live, vendors, ask } = this.#deps;
    const { settings } = live;
    const model = textOf('model', input.model, 120);
    const known = settings.connections.find(({ name }) => name === input.connection);
    if (known === undefined) throw new InvalidInput('connection', `no account is called ${input.connection}`);
    const account = live.account(input.connection);
    if (account === undefined) {
      const sentence = 'The key cannot be opened on this server, or there is none. Type it again.';
      return { ok: false, fault: 'no_key', status: null, sentence, usage: nothing, acts: [] };
    }
    const { limits } = settings;
    const { maxOutputTokens, callMs: timeoutMs } = limits;
    const step = { connection: input.connection, model, temperature: input.temperature };
    const price = priceOf(settings, step) ?? { ...step, ...dearest };
    const opened = vendors.model(account, { model, temperature: input.temperature, maxOutputTokens });
    const planned = { step, model: opened, price, maxOutputTokens, circuit: '' };
    return outcomeOf(await ask.execute(planned, { tenantId: null, briefing: sample, limits, timeoutMs }));
  }
}
