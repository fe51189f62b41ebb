import type { LiveAi } from '#application/ai/live-ai';
import { circuitOf } from '#application/ai/plan';
import { redactedText } from '#application/ai/redaction';
import type { SpendBook } from '#application/ai/spend-book';
import type { AiVendors, OpenConnection } from '#application/ports/ai-vendors';
import type { CircuitBreakers } from '#application/ports/circuit-breakers';
import { EmbedderUnavailable } from '#application/ports/embedder';
import { type Heard, type Recording, TranscriberUnavailable } from '#application/ports/transcriber';
import { type AiLimits, type ModelPrice, type ModelRef, priceOf } from '#domain/ai/ai-settings';
import { costMicros, utf8Length } from '#domain/ai/cost';
import type { TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly live: Pick<LiveAi, 'settings' | 'account' | 'planFor'>;
  readonly vendors: Pick<AiVendors, 'embedder' | 'transcriber'>;
  readonly spend: Pick<SpendBook, 'reserve' | 'settle'>;
  readonly breakers: CircuitBreakers;
};

/** Writes down what customers say, where that is set up and wanted. */
export type VoiceNotes = {
  willTranscribe(tenantId: TenantId): Promise<boolean>;
  /** @throws {TranscriberUnavailable} */
  transcribe(tenantId: TenantId, recording: Recording): Promise<Heard>;
};

/** Why a helper is not asked; the caller's error says what that means. */
type Refusal = 'not_set_up' | 'not_allowed' | 'no_price' | 'tenant_cap' | 'platform_cap';

type Terms = {
  readonly ref: ModelRef;
  readonly account: OpenConnection;
  readonly price: ModelPrice;
  readonly limits: AiLimits;
  readonly redacts: boolean;
};

const reasonOf = (terms: Terms | Refusal): Refusal => (typeof terms === 'string' ? terms : 'not_set_up');

type Tokens = { readonly inputTokens: number; readonly outputTokens: number };
type Call<Answer> = {
  readonly tenantId: TenantId;
  /** No vendor counts more. */
  readonly most: Tokens;
  readonly ask: () => Promise<Answer>;
  /** `null`: the vendor did not say; what was set aside counts then. */
  readonly usageOf: (answer: Answer) => Tokens | null;
};

/** Speech of the slowest codec has some 750 bytes a second, and vendors make ten tokens of a second. */
const bytesOfAToken = 50;
const mostWords: Tokens = { inputTokens: 500, outputTokens: 4_000 };

/**
 * The models for vectors and for voice notes, for one tenant: nothing is sent of a tenant that wants none of it sent, nothing
 * is asked whose cost is not known, and money is set aside before and settled after, as for the models that answer (AI-16).
 */
export class PaidHelpers implements VoiceNotes {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Names the model for vectors that is set up now: those of two names are not comparable. `null`: none is. */
  get embedderName(): string | null {
    const { embedder } = this.#deps.live.settings;
    return embedder === null ? null : `${embedder.connection} ${embedder.model}`;
  }

  async willTranscribe(tenantId: TenantId): Promise<boolean> {
    const { live } = this.#deps;
    return typeof (await this.#termsFor(tenantId, live.settings.transcriber)) !== 'string';
  }

  /** @throws {EmbedderUnavailable} also where it may not be asked. */
  async embed(tenantId: TenantId, texts: readonly string[], timeoutMs: number): Promise<readonly Float32Array[]> {
    const { live, vendors } = this.#deps;
    const terms = await this.#termsFor(tenantId, live.settings.embedder);
    const embedder = typeof terms === 'string' ? null : vendors.embedder(terms.account, terms.ref.model);
    if (typeof terms === 'string' || embedder === null)
      throw new EmbedderUnavailable('no vectors: search goes by words alone', { reason: reasonOf(terms) });
    const sent = terms.redacts ? texts.map(redactedText) : texts;
    const answer = await this.#paid(terms, {
      tenantId,
      most: { inputTokens: sent.reduce((sum, text) => sum + utf8Length(text) + 8, 0), outputTokens: 0 },
      ask: () => embedder.embed(sent, timeoutMs),
      usageOf: ({ inputTokens }) => (inputTokens === null ? null : { inputTokens, outputTokens: 0 }),
    });
    if (typeof answer === 'string')
      throw new EmbedderUnavailable('no money for vectors is left today', { reason: answer });
    return answer.vectors;
  }

  /** @throws {TranscriberUnavailable} also where it may not be asked. */
  async transcribe(tenantId: TenantId, recording: Recording): Promise<Heard> {
    const { live, vendors } = this.#deps;
    const terms = await this.#termsFor(tenantId, live.settings.transcriber);
    const transcriber = typeof terms === 'string' ? null : vendors.transcriber(terms.account, terms.ref.model);
    if (typeof terms === 'string' || transcriber === null)
      throw new TranscriberUnavailable('a person has to listen to this voice note', { reason: reasonOf(terms) });
    const sound = Math.ceil(recording.bytes.length / bytesOfAToken);
    const answer = await this.#paid(terms, {
      tenantId,
      most: { ...mostWords, inputTokens: mostWords.inputTokens + sound },
      ask: () => transcriber.transcribe(recording),
      usageOf: ({ usage }) => usage ?? null,
    });
    if (typeof answer === 'string')
      throw new TranscriberUnavailable('no money for voice notes is left today', { reason: answer });
    return answer;
  }

  async #termsFor(tenantId: TenantId, ref: ModelRef | null): Promise<Terms | Refusal> {
    const { live } = this.#deps;
    if (ref === null) return 'not_set_up';
    const account = live.account(ref.connection);
    if (account === undefined) return 'not_set_up';
    const price = priceOf(live.settings, ref);
    if (price === null) return 'no_price';
    const { limits, redacts, sendsNothing } = await live.planFor(tenantId);
    return sendsNothing ? 'not_allowed' : { ref, account, price, limits, redacts };
  }

  /** A vendor that keeps failing is left alone for a while. What a failed call may have cost counts as spent. */
  #paid<Answer extends object>({ ref, price, limits }: Terms, call: Call<Answer>): Promise<Answer | Refusal> {
    const { spend, breakers, live } = this.#deps;
    return breakers.run(
      circuitOf(ref, live.settings),
      (error) => error instanceof EmbedderUnavailable || error instanceof TranscriberUnavailable,
      async () => {
        const claim = await spend.reserve(call.tenantId, costMicros(call.most, price), limits);
        if (typeof claim === 'string') return claim;
        let spent = claim.micros;
        try {
          const answer = await call.ask();
          const usage = call.usageOf(answer);
          if (usage !== null) spent = costMicros(usage, price);
          return answer;
        } finally {
          await spend.settle(claim, spent);
        }
      },
    );
  }
}
