import { z } from 'zod';
import type { OpenConnection } from '#application/ports/ai-vendors';
import { type Embedded, type Embedder, EmbedderUnavailable } from '#application/ports/embedder';
import { openAiClient } from './openai-client.js';
import { openAiFault } from './openai-faults.js';

const Vectors = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1) })),
  usage: z
    .object({ prompt_tokens: z.int().min(0) })
    .nullish()
    .catch(null),
});

const unit = (vector: readonly number[]): Float32Array => {
  const length = Math.hypot(...vector);
  return Float32Array.from(vector, (each) => (length === 0 ? 0 : each / length));
};

/** The vectors in the order of the texts. @throws {EmbedderUnavailable} some are missing, or not alike. */
const inOrder = (raw: unknown, count: number): Embedded => {
  const parsed = Vectors.safeParse(raw);
  const found = parsed.success ? parsed.data.data.toSorted((one, other) => one.index - other.index) : [];
  const size = found[0]?.embedding.length;
  const isWhole =
    found.length === count && found.every(({ index, embedding }, at) => index === at && embedding.length === size);
  if (!isWhole) throw new EmbedderUnavailable('the answer does not hold a vector for each text', {});
  const inputTokens = parsed.success ? (parsed.data.usage?.prompt_tokens ?? null) : null;
  return { vectors: found.map(({ embedding }) => unit(embedding)), inputTokens };
};

/** Vectors as OpenAI and the servers that are compatible with it make them. */
export const openAiEmbedder = (connection: OpenConnection, model: string): Embedder => {
  const client = openAiClient(connection);
  return {
    name: `${connection.vendor} ${model}`,
    embed: async (texts, timeoutMs) => {
      if (texts.length === 0) return { vectors: [], inputTokens: 0 };
      const signal = AbortSignal.timeout(timeoutMs);
      const { embeddings } = await client();
      const answer: unknown = await embeddings
        .create({ model, input: [...texts], encoding_format: 'float' }, { signal, timeout: timeoutMs })
        .catch((error: unknown) => {
          const { fault } = openAiFault(error);
          const what = signal.aborted ? 'timeout' : fault;
          throw new EmbedderUnavailable(`the embedder did not answer: ${what}`, { fault: what }, error);
        });
      return inOrder(answer, texts.length);
    },
  };
};
