import type { AiProvider } from './ai-provider.js';
import { embedded } from './embedded/embedded.provider.js';

/** Every provider there is. A new one is a folder beside this file and a line here. */
export const aiProviders: readonly AiProvider[] = [embedded];
