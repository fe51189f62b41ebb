import { z } from 'zod';
import { baseUrl } from '../vendor/base-url.js';
import type { VendorManifest } from '../vendor/vendor-manifest.js';
import { openAiUrl } from './openai-client.js';
import { openAiEmbedder } from './openai-embedder.js';
import { openAiModel } from './openai-model.js';
import { openAiTranscriber } from './openai-transcriber.js';

export const openai: VendorManifest = {
  id: 'openai',
  title: 'OpenAI',
  needsKey: true,
  settings: z.strictObject({ baseUrl: baseUrl(openAiUrl) }),
  model: (connection, choice) => openAiModel(connection, choice, { name: 'openai', limit: 'max_completion_tokens' }),
  embedder: openAiEmbedder,
  transcriber: openAiTranscriber,
};

/** Anybody who speaks as OpenAI does: a local server, a gateway, another vendor. The same code, another address. */
export const openAiCompatible: VendorManifest = {
  id: 'openai-compatible',
  title: 'OpenAI-compatible',
  needsKey: false,
  settings: z.strictObject({
    baseUrl: z
      .url({ protocol: /^https?$/ })
      .max(300)
      .transform((url) => url.replace(/\/+$/, ''))
      .meta({ title: 'Address', description: 'Such as http://localhost:11434/v1', format: 'uri' }),
    format: z.enum(['json_schema', 'json_object']).default('json_schema').meta({
      title: 'Structured output',
      description: 'json_object for servers that know no JSON Schema.',
    }),
  }),
  model: (connection, choice) => openAiModel(connection, choice, { name: 'openai-compatible', limit: 'max_tokens' }),
  embedder: openAiEmbedder,
  transcriber: openAiTranscriber,
};
