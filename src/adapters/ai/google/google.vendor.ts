import { z } from 'zod';
import { baseUrl } from '../vendor/base-url.js';
import type { VendorManifest } from '../vendor/vendor-manifest.js';
import { googleModel, googleUrl } from './google-model.js';

export const google: VendorManifest = {
  id: 'google',
  title: 'Google (Gemini)',
  needsKey: true,
  settings: z.strictObject({ baseUrl: baseUrl(googleUrl) }),
  model: googleModel,
  embedder: null,
  transcriber: null,
};
