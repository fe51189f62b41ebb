import { z } from 'zod';
import { baseUrl } from '../vendor/base-url.js';
import type { VendorManifest } from '../vendor/vendor-manifest.js';
import { anthropicModel, anthropicUrl } from './anthropic-model.js';

export const anthropic: VendorManifest = {
  id: 'anthropic',
  title: 'Anthropic (Claude)',
  needsKey: true,
  settings: z.strictObject({ baseUrl: baseUrl(anthropicUrl) }),
  model: anthropicModel,
  embedder: null,
  transcriber: null,
};
