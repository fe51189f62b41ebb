import { DomainError } from '#domain/shared/domain-error';
import type { Language } from '#domain/shared/language';

/** The provider did not answer, or cannot read this recording. */
export class TranscriberUnavailable extends DomainError {
  readonly code = 'transcriber.unavailable';
  readonly kind = 'unavailable';
}

/** What a voice note says. `usage`: as the vendor counted; `null`: it did not say. */
export type Heard = {
  readonly text: string;
  readonly language: Language | null;
  readonly usage?: { readonly inputTokens: number; readonly outputTokens: number } | null;
};

/** A voice note on its way to be written down. */
export type Recording = {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  /** What the business answers in, the likelier first. */
  readonly languages: readonly Language[];
  readonly timeoutMs: number;
};

/** Writes down what a voice note says (WA-6). What it heard is the customer's text, and read as such. */
export interface Transcriber {
  readonly name: string;
  /** @throws {TranscriberUnavailable} */
  transcribe(recording: Recording): Promise<Heard>;
}
