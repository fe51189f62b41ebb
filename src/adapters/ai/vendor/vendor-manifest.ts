import type { z } from 'zod';
import type { ModelChoice, OpenConnection } from '#application/ports/ai-vendors';
import type { Embedder } from '#application/ports/embedder';
import type { PricedModel } from '#application/ports/language-model';
import type { Transcriber } from '#application/ports/transcriber';

/** All the rest of the system knows of a vendor. The schema also draws the admin's form; the key is not part of it. */
export type VendorManifest = {
  readonly id: string;
  readonly title: string;
  readonly needsKey: boolean;
  /** Texts only. */
  readonly settings: z.ZodObject;
  /** Nothing of the vendor's is loaded before the model is asked. */
  readonly model: (connection: OpenConnection, choice: ModelChoice) => PricedModel;
  readonly embedder: ((connection: OpenConnection, model: string) => Embedder) | null;
  readonly transcriber: ((connection: OpenConnection, model: string) => Transcriber) | null;
};
