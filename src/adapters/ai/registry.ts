import type { LanguageModel } from '#application/ports/language-model';
import type { AiProvider } from './ai-provider.js';
import { embedded } from './embedded/embedded.provider.js';

/** Every provider there is. A new one is a folder beside this file and a line here. */
export const aiProviders: readonly AiProvider[] = [embedded];

/** @throws {RangeError} no such provider. @throws {ZodError} the settings are not what it asks for. */
export const createLanguageModel = (id: string, settings: unknown): LanguageModel => {
  const provider = aiProviders.find((each) => each.id === id);
  if (provider === undefined) throw new RangeError(`no AI provider is called ${id}`);
  return provider.create(provider.settings.parse(settings));
};
