import type { Anthropic } from '@anthropic-ai/sdk';
import { z } from 'zod';
import type { ModelChoice, OpenConnection } from '#application/ports/ai-vendors';
import type { PricedModel } from '#application/ports/language-model';
import type { Prompt } from '../prompt/build-prompt.js';
import { asJsonSchema, proposalSchema } from '../prompt/proposal-schema.js';
import { boundedFetch } from '../vendor/bounded-fetch.js';
import { usageOf } from '../vendor/usage-of.js';
import { type VendorAnswer, VendorModel } from '../vendor/vendor-model.js';
import { anthropicFault } from './anthropic-faults.js';

export const anthropicUrl = 'https://api.anthropic.com';
const toolName = 'propose';

/** Only what we read; the rest may be anything. */
const Answer = z.object({
  content: z.array(z.looseObject({ type: z.string(), name: z.string().nullish(), input: z.unknown() })),
  stop_reason: z.string().nullish(),
  usage: z.object({ input_tokens: z.unknown(), output_tokens: z.unknown() }).nullish(),
});

type Body = Anthropic.MessageCreateParamsNonStreaming;

const clientOf = ({ settings, key }: OpenConnection): (() => Promise<Anthropic>) => {
  let client: Promise<Anthropic> | null = null;
  const open = async (): Promise<Anthropic> => {
    const { Anthropic } = await import('@anthropic-ai/sdk');
    return new Anthropic({
      apiKey: key,
      // Never what the machine's environment says: the admin's settings alone decide where a key goes.
      authToken: null,
      baseURL: settings['baseUrl'] ?? anthropicUrl,
      maxRetries: 0,
      fetch: boundedFetch,
    });
  };
  return () => {
    client ??= open();
    return client;
  };
};

/** The model must call the one tool there is, and its arguments are the proposal. The tool does nothing. */
const bodyOf = ({ system, user }: Prompt, { model, temperature, maxOutputTokens }: ModelChoice): Body => ({
  model,
  max_tokens: maxOutputTokens,
  system,
  messages: [{ role: 'user', content: user }],
  tools: [
    {
      name: toolName,
      description: 'Says which acts answer the customer.',
      input_schema: { ...asJsonSchema(proposalSchema), type: 'object' },
    },
  ],
  tool_choice: { type: 'tool', name: toolName, disable_parallel_tool_use: true },
  ...(temperature !== null && { temperature }),
});

const answerOf = (raw: unknown): VendorAnswer => {
  const parsed = Answer.safeParse(raw);
  if (!parsed.success) return { content: typeof raw === 'string' ? raw : '', usage: usageOf(0, 0), end: 'whole' };
  const { content, stop_reason: reason, usage } = parsed.data;
  const calls = content.filter(({ type, name }) => type === 'tool_use' && name === toolName);
  return {
    // Text instead of the call, or two calls, is no proposal.
    content: calls.length === 1 ? calls[0]?.input : '',
    usage: usageOf(usage?.input_tokens, usage?.output_tokens),
    end: reason === 'refusal' ? 'refused' : reason === 'max_tokens' ? 'cut' : 'whole',
  };
};

/** Claude: a forced tool call. */
export const anthropicModel = (connection: OpenConnection, choice: ModelChoice): PricedModel => {
  const client = clientOf(connection);
  return new VendorModel({
    name: 'anthropic',
    faultOf: anthropicFault,
    send: async (prompt, signal, timeoutMs) => {
      const { messages } = await client();
      return answerOf(await messages.create(bodyOf(prompt, choice), { signal, timeout: timeoutMs }));
    },
  });
};
