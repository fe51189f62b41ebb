import { z } from 'zod';
import { defineAiProvider } from '../ai-provider.js';
import { EmbeddedLanguageModel } from './embedded-language-model.js';

/** Always there: no settings, no key, no network. */
export const embedded = defineAiProvider({
  id: 'embedded',
  settings: z.strictObject({}),
  create: () => new EmbeddedLanguageModel(),
});
