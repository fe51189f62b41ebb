import type { z } from 'zod';
import type { LanguageModel } from '#application/ports/language-model';

/** All the rest of the system knows of a vendor. The settings schema also draws the admin's form. */
export type AiProvider<Settings extends z.ZodType = z.ZodType> = {
  readonly id: string;
  readonly settings: Settings;
  /** @param settings already parsed by `settings`. */
  create(settings: z.output<Settings>): LanguageModel;
};

/** Lets the compiler tie `create` to the schema it is given settings by. */
export const defineAiProvider = <Settings extends z.ZodType>(provider: AiProvider<Settings>): AiProvider<Settings> =>
  provider;
