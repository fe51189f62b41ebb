import type { Embedder } from '#application/ports/embedder';
import type { PricedModel } from '#application/ports/language-model';
import type { Transcriber } from '#application/ports/transcriber';
import { DomainError } from '#domain/shared/domain-error';

/** What was typed about an account at a vendor is not what the vendor takes. */
export class AiConnectionInvalid extends DomainError {
  readonly code = 'ai.connection_invalid';
  readonly kind = 'invalid';
  readonly faults: readonly { readonly path: string; readonly message: string }[];
  constructor(faults: AiConnectionInvalid['faults']) {
    super(faults[0]?.message ?? 'the settings do not fit', { faults: faults.length });
    this.faults = faults;
  }
}

/** A vendor as the super admin sees it. */
export type AiVendor = {
  readonly id: string;
  readonly title: string;
  /** Without one nothing is sent; where it is not needed, a local server may do without. */
  readonly needsKey: boolean;
  /** JSON Schema of the settings beside the key. */
  readonly settings: object;
  readonly embeds: boolean;
  readonly transcribes: boolean;
};

/** An account with its key in the open: lives in memory only, and never in a log. */
export type OpenConnection = {
  readonly vendor: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly key: string | null;
};

export type ModelChoice = {
  readonly model: string;
  readonly temperature: number | null;
  readonly maxOutputTokens: number;
};

/** The vendors of models there are, by their manifests. Nothing of a vendor is loaded before it is asked. */
export interface AiVendors {
  list(): readonly AiVendor[];
  /** The settings as they are kept. @throws {AiConnectionInvalid} also for a vendor nobody knows. */
  check(vendor: string, settings: Readonly<Record<string, unknown>>): Readonly<Record<string, string>>;
  model(connection: OpenConnection, choice: ModelChoice): PricedModel;
  /** `null`: this vendor has none. */
  embedder(connection: OpenConnection, model: string): Embedder | null;
  transcriber(connection: OpenConnection, model: string): Transcriber | null;
}
