import { CockatielCircuitBreakers } from '#adapters/circuit-breakers/cockatiel-circuit-breakers';
import { InProcessLiveBus } from '#adapters/live-bus/in-process/in-process-live-bus';
import { AskModel } from '#application/ai/ask-model';
import { ModelChain } from '#application/ai/model-chain';
import { ModelHealth } from '#application/ai/model-health';
import type { AiPlan, PlannedStep } from '#application/ai/plan';
import { SpendBook } from '#application/ai/spend-book';
import type { AiStore, SpendCaps, SpendClaim } from '#application/ports/ai-store';
import type { ModelAnswer } from '#application/ports/language-model';
import type { Store } from '#application/ports/store';
import { defaultAiSettings } from '#domain/ai/ai-settings';
import type { Briefing } from '#domain/assistant/briefing';
import { freshDialogue } from '#domain/conversation/dialogue';
import { fashionShop } from '#test/fixtures/assistant/fashion-shop';
import { FakeClock } from '#test/support/fake-clock';
import { SilentTelemetry } from '#test/support/silent-telemetry';

export const abaya = fashionShop.serviceId('classic');
export const answer = (proposal: unknown, inputTokens = 1_000, outputTokens = 100): ModelAnswer => ({
  proposal,
  usage: { inputTokens, outputTokens, costMicros: 0 },
});
export const quoting = (confidence = 0.95) => ({
  language: 'en',
  acts: [{ act: 'quote_price', services: [abaya] }],
  confidence,
  evidence: [],
});

type Behaviour = (briefing: Briefing, timeoutMs: number) => Promise<ModelAnswer> | ModelAnswer;

/** A chain of scripted models before a scripted engine, with time and money in the test's hands. */
export class ChainRig {
  readonly clock = new FakeClock();
  readonly telemetry = new SilentTelemetry();
  readonly health = new ModelHealth(new InProcessLiveBus());
  readonly breakers = new CockatielCircuitBreakers();
  readonly models = new Map<string, Behaviour>();
  /** Who was asked, in which order. */
  readonly asked: string[] = [];
  readonly claims: SpendClaim[] = [];
  readonly settled: number[] = [];
  refuses: (claim: SpendClaim, caps: SpendCaps) => 'tenant_cap' | 'platform_cap' | null = () => null;
  spent = 0;
  limits = { ...defaultAiSettings.limits };
  redacts = false;
  planFails = false;
  engine: Behaviour = () => answer({ ...quoting(0.9) }, 0, 0);
  readonly chain: ModelChain;

  constructor(...names: readonly string[]) {
    for (const name of names) this.models.set(name, () => answer(quoting()));
    const ai: Pick<AiStore, 'reserve' | 'settle' | 'spend'> = {
      reserve: async (claim, caps) => {
        const refusal = this.refuses(claim, caps);
        if (refusal === null) this.claims.push(claim);
        return refusal ?? 'reserved';
      },
      settle: async (_claim, micros) => {
        this.settled.push(micros);
      },
      spend: async () => ({ reservedMicros: 0, spentMicros: this.spent }),
    };
    const store = { platform: { ai } } as unknown as Store;
    const { clock, telemetry, health, breakers } = this;
    const spend = new SpendBook({ store, clock, telemetry });
    this.chain = new ModelChain({
      engine: { name: 'embedded', propose: async (briefing, timeoutMs) => this.engine(briefing, timeoutMs) },
      live: { planFor: async () => this.#plan(names) },
      ask: new AskModel({ clock, spend }),
      spend,
      breakers,
      health,
      clock,
      telemetry,
    });
  }

  #plan(names: readonly string[]): AiPlan {
    if (this.planFails) throw new Error('the store does not answer');
    return {
      steps: names.map((name, at) => this.#step(name, at)),
      limits: this.limits,
      redacts: this.redacts,
      sendsNothing: false,
    };
  }

  /** Each costs half of the one before it. */
  #step(name: string, at: number): PlannedStep {
    const step = { connection: name, model: 'm', temperature: null };
    return {
      step,
      price: { ...step, inputMicros: 8_000_000 / 2 ** at, outputMicros: 8_000_000 / 2 ** at },
      maxOutputTokens: 500,
      circuit: name,
      model: {
        name,
        mostInputTokens: () => 2_000,
        propose: async (briefing, timeoutMs) => {
          this.asked.push(name);
          return (this.models.get(name) ?? (() => answer(null)))(briefing, timeoutMs);
        },
      },
    };
  }

  propose(text = 'how much is the classic abaya?', about: Partial<Briefing> = {}): Promise<ModelAnswer> {
    const briefing: Briefing = {
      catalogue: fashionShop.catalogue,
      unanswered: [text],
      history: [],
      dialogue: freshDialogue,
      languages: ['en', 'ar'],
      defaultLanguage: 'en',
      ...about,
    };
    return this.chain.propose(briefing, 45_000);
  }

  /** Lets time go on, in small steps, until the answer is there; the time it took. */
  async inTime<T>(work: Promise<T>, most = 120_000): Promise<{ readonly value: T; readonly ms: number }> {
    const started = this.clock.now().getTime();
    const state = { done: false };
    void work.then(
      () => {
        state.done = true;
      },
      () => {
        state.done = true;
      },
    );
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const ms = this.clock.now().getTime() - started;
      if (state.done || ms >= most) return { value: await work, ms };
      this.clock.advance(50);
    }
  }
}
