import { DomainError } from '#domain/shared/domain-error';
import type { Language } from '#domain/shared/language';

/** The provider did not answer, or cannot read this recording. */
export class TranscriberUnavailable extends DomainError {
  readonly code = 'transcriber.unavailable';
  readonly kind = 'unavailable';
}

/** Writes down what a voice note says (WA-6). A voice note calls a person in any case: its words help them. */
export interface Transcriber {
  readonly name: string;
  /** @param languages what the business answers in, the likelier first. @throws {TranscriberUnavailable} */
  transcribe(recording: {
    readonly bytes: Uint8Array;
    readonly mimeType: string;
    readonly languages: readonly Language[];
    readonly timeoutMs: number;
  }): Promise<{ readonly text: string; readonly language: Language | null }>;
}
