import type { GenerativeModel } from '@google/generative-ai';
import { z } from 'zod';
import type { ModelChoice, OpenConnection } from '#application/ports/ai-vendors';
import type { PricedModel } from '#application/ports/language-model';
import { proposalSchema } from '../prompt/proposal-schema.js';
import { usageOf } from '../vendor/usage-of.js';
import { type VendorAnswer, VendorModel } from '../vendor/vendor-model.js';
import { googleFault } from './google-faults.js';
import { asGoogleSchema } from './google-schema.js';

export const googleUrl = 'https://generativelanguage.googleapis.com';

/** Only what we read; the rest may be anything. */
const Answer = z.object({
  candidates: z
    .array(
      z.object({
        finishReason: z.string().nullish(),
        content: z.object({ parts: z.array(z.looseObject({ text: z.string().nullish() })).nullish() }).nullish(),
      }),
    )
    .nullish(),
  promptFeedback: z.looseObject({ blockReason: z.string().nullish() }).nullish(),
  usageMetadata: z.looseObject({}).nullish(),
});

const modelOf = (
  { settings, key }: OpenConnection,
  { model, temperature, maxOutputTokens }: ModelChoice,
): (() => Promise<GenerativeModel>) => {
  let opened: Promise<GenerativeModel> | null = null;
  const open = async (): Promise<GenerativeModel> => {
    const { GoogleGenerativeAI } = await import('@google/generative-ai');
    const generationConfig = {
      maxOutputTokens,
      responseMimeType: 'application/json',
      responseSchema: asGoogleSchema(proposalSchema),
      ...(temperature !== null && { temperature }),
    };
    const options = { baseUrl: settings['baseUrl'] ?? googleUrl, apiVersion: 'v1beta' };
    return new GoogleGenerativeAI(key ?? '').getGenerativeModel({ model, generationConfig }, options);
  };
  return () => {
    opened ??= open();
    return opened;
  };
};

const refusals: ReadonlySet<string> = new Set([
  'SAFETY',
  'RECITATION',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'LANGUAGE',
]);

type Read = z.output<typeof Answer>;

/** What it thought before it wrote is paid for like what it wrote. */
const usageIn = ({ usageMetadata }: Read) => {
  const counts = usageMetadata ?? {};
  const number = (name: string): number => (typeof counts[name] === 'number' ? counts[name] : 0);
  return usageOf(number('promptTokenCount'), number('candidatesTokenCount') + number('thoughtsTokenCount'));
};

const answerOf = (raw: unknown): VendorAnswer => {
  const parsed = Answer.safeParse(raw);
  if (!parsed.success) return { content: '', usage: usageOf(0, 0), end: 'whole' };
  const [candidate] = parsed.data.candidates ?? [];
  const reason = candidate?.finishReason ?? '';
  const isBlocked = (parsed.data.promptFeedback?.blockReason ?? '') !== '';
  return {
    content: (candidate?.content?.parts ?? []).map(({ text }) => text ?? '').join(''),
    usage: usageIn(parsed.data),
    end: isBlocked || refusals.has(reason) ? 'refused' : reason === 'MAX_TOKENS' ? 'cut' : 'whole',
  };
};

/** Gemini: JSON under a response schema. */
export const googleModel = (connection: OpenConnection, choice: ModelChoice): PricedModel => {
  const model = modelOf(connection, choice);
  return new VendorModel({
    name: 'google',
    faultOf: googleFault,
    send: async ({ system, user }, signal, timeoutMs) => {
      const request = {
        systemInstruction: { role: 'system', parts: [{ text: system }] },
        contents: [{ role: 'user', parts: [{ text: user }] }],
      };
      const { response } = await (await model()).generateContent(request, { signal, timeout: timeoutMs });
      return answerOf(response);
    },
  });
};
