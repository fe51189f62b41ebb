import { z } from 'zod';
import type { OpenConnection } from '#application/ports/ai-vendors';
import { type Transcriber, TranscriberUnavailable } from '#application/ports/transcriber';
import { languages } from '#domain/shared/language';
import { openAiClient } from './openai-client.js';
import { openAiFault } from './openai-faults.js';

/** Sound that a vendor bills by its length: a second counts as ten tokens. */
const tokensOfASecond = 10;

const Heard = z.object({
  text: z.string(),
  language: z.string().nullish(),
  usage: z
    .union([
      z.object({ input_tokens: z.int().min(0), output_tokens: z.int().min(0) }),
      z.object({ seconds: z.number().min(0) }),
    ])
    .nullish()
    .catch(null),
});

const usageOf = (usage: z.infer<typeof Heard>['usage']) => {
  if (usage === null || usage === undefined) return null;
  if ('seconds' in usage) return { inputTokens: Math.ceil(usage.seconds * tokensOfASecond), outputTokens: 0 };
  return { inputTokens: usage.input_tokens, outputTokens: usage.output_tokens };
};

/** Names of files tell the vendor what is inside. */
const extensions: Readonly<Record<string, string>> = {
  'audio/ogg': 'ogg',
  'audio/opus': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/aac': 'm4a',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/webm': 'webm',
};

const extensionOf = (mimeType: string): string => {
  const extension = extensions[mimeType.split(';')[0]?.trim().toLowerCase() ?? ''];
  if (extension === undefined) throw new TranscriberUnavailable('recordings of this kind cannot be read', { mimeType });
  return extension;
};

const languageOf = (said: string | null | undefined) =>
  languages.find((language) => language === said || (language === 'en' ? said === 'english' : said === 'arabic')) ??
  null;

/** Words of a voice note as OpenAI and the servers that are compatible with it write them down. */
export const openAiTranscriber = (connection: OpenConnection, model: string): Transcriber => {
  const client = openAiClient(connection);
  return {
    name: `${connection.vendor} ${model}`,
    transcribe: async ({ bytes, mimeType, languages: spoken, timeoutMs }) => {
      const name = `note.${extensionOf(mimeType)}`;
      const signal = AbortSignal.timeout(timeoutMs);
      const [only, ...others] = spoken;
      const { audio } = await client();
      const { toFile } = await import('openai');
      const file = await toFile(bytes, name, { type: mimeType });
      const answer: unknown = await audio.transcriptions
        .create(
          { file, model, ...(only !== undefined && others.length === 0 && { language: only }) },
          { signal, timeout: timeoutMs },
        )
        .catch((error: unknown) => {
          const fault = signal.aborted ? 'timeout' : openAiFault(error).fault;
          throw new TranscriberUnavailable(`the transcriber did not answer: ${fault}`, { fault }, error);
        });
      const heard = Heard.safeParse(answer);
      if (!heard.success) throw new TranscriberUnavailable('the answer holds no text', {});
      const { text, language, usage } = heard.data;
      return { text, language: languageOf(language), usage: usageOf(usage) };
    },
  };
};
