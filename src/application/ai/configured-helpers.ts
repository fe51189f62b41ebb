import type { LiveAi } from '#application/ai/live-ai';
import type { AiVendors } from '#application/ports/ai-vendors';
import { type Embedder, EmbedderUnavailable } from '#application/ports/embedder';
import { type Transcriber, TranscriberUnavailable } from '#application/ports/transcriber';
import type { ModelRef } from '#domain/ai/ai-settings';

type Dependencies = { readonly live: Pick<LiveAi, 'settings' | 'account'>; readonly vendors: AiVendors };

const opened = <T>(
  { live }: Dependencies,
  ref: ModelRef | null,
  open: (account: NonNullable<ReturnType<LiveAi['account']>>, model: string) => T | null,
): T | null => {
  const account = ref === null ? undefined : live.account(ref.connection);
  return ref === null || account === undefined ? null : open(account, ref.model);
};

/** The transcriber that is set up now, if one is: a voice note calls a person in any case. */
export class ConfiguredTranscriber implements Transcriber {
  readonly name = 'configured';
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  get isConfigured(): boolean {
    return this.#deps.live.settings.transcriber !== null;
  }

  async transcribe(recording: Parameters<Transcriber['transcribe']>[0]): ReturnType<Transcriber['transcribe']> {
    const { live, vendors } = this.#deps;
    const transcriber = opened(this.#deps, live.settings.transcriber, (account, model) =>
      vendors.transcriber(account, model),
    );
    if (transcriber === null)
      throw new TranscriberUnavailable('no model for voice notes is set up: a person has to listen to them', {});
    return transcriber.transcribe(recording);
  }
}

/** The embedder that is set up now, if one is. */
export class ConfiguredEmbedder implements Embedder {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  get name(): string {
    const { embedder } = this.#deps.live.settings;
    return embedder === null ? 'none' : `${embedder.connection} ${embedder.model}`;
  }

  async embed(texts: readonly string[], timeoutMs: number): Promise<readonly Float32Array[]> {
    const { live, vendors } = this.#deps;
    const embedder = opened(this.#deps, live.settings.embedder, (account, model) => vendors.embedder(account, model));
    if (embedder === null)
      throw new EmbedderUnavailable('no model for vectors is set up: search goes by words alone', {});
    return embedder.embed(texts, timeoutMs);
  }
}
