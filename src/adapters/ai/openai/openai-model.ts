import type { OpenAI } from 'openai';
import { z } from 'zod';
import type { ModelChoice, OpenConnection } from '#application/ports/ai-vendors';
import type { PricedModel } from '#application/ports/language-model';
import type { Prompt } from '../prompt/build-prompt.js';
import { asJsonSchema, proposalSchema } from '../prompt/proposal-schema.js';
import { usageOf } from '../vendor/usage-of.js';
import { type VendorAnswer, VendorModel } from '../vendor/vendor-model.js';
import { openAiClient } from './openai-client.js';
import { openAiFault } from './openai-faults.js';

/** Only what we read; the rest may be anything. */
const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.unknown(), completion_tokens: z.unknown() }).nullish(),
});

type Body = OpenAI.ChatCompletionCreateParamsNonStreaming;

export type OpenAiDialect = {
  readonly name: string;
  /** Newer models of OpenAI's refuse `max_tokens`; many compatible servers know nothing else. */
  readonly limit: 'max_completion_tokens' | 'max_tokens';
};

const schemaText = JSON.stringify(asJsonSchema(proposalSchema));

const formatOf = (settings: OpenConnection['settings']): NonNullable<Body['response_format']> =>
  settings['format'] === 'json_object'
    ? { type: 'json_object' }
    : { type: 'json_schema', json_schema: { name: 'proposal', strict: true, schema: asJsonSchema(proposalSchema) } };

const bodyOf = (
  { system, user }: Prompt,
  { settings }: OpenConnection,
  { model, temperature, maxOutputTokens }: ModelChoice,
  { limit }: OpenAiDialect,
): Body => {
  const format = formatOf(settings);
  const rules = format.type === 'json_object' ? `${system}\n\nThe JSON Schema of the object: ${schemaText}` : system;
  return {
    model,
    messages: [
      { role: 'system', content: rules },
      { role: 'user', content: user },
    ],
    response_format: format,
    [limit]: maxOutputTokens,
    ...(temperature !== null && { temperature }),
  };
};

const answerOf = (raw: unknown): VendorAnswer => {
  const parsed = Completion.safeParse(raw);
  if (!parsed.success) return { content: typeof raw === 'string' ? raw : '', usage: usageOf(0, 0), end: 'whole' };
  const { choices, usage } = parsed.data;
  const { finish_reason: reason, message } = choices[0] ?? { message: {} };
  const isRefused = reason === 'content_filter' || (message.refusal ?? '') !== '';
  return {
    content: message.content ?? '',
    usage: usageOf(usage?.prompt_tokens, usage?.completion_tokens),
    end: isRefused ? 'refused' : reason === 'length' ? 'cut' : 'whole',
  };
};

/** A model that is asked as OpenAI's are: chat completions with structured output. */
export const openAiModel = (connection: OpenConnection, choice: ModelChoice, dialect: OpenAiDialect): PricedModel => {
  const client = openAiClient(connection);
  return new VendorModel({
    name: dialect.name,
    faultOf: openAiFault,
    send: async (prompt, signal, timeoutMs) => {
      const { chat } = await client();
      const body = bodyOf(prompt, connection, choice, dialect);
      return answerOf(await chat.completions.create(body, { signal, timeout: timeoutMs }));
    },
  });
};
