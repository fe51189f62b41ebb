import type { ReadingFailure } from '#domain/knowledge/knowledge-document';

/** Thrown by the parsers, inside the worker; crosses to the port's error by its name. */
export class Unreadable extends Error {
  readonly failure: ReadingFailure;
  constructor(failure: ReadingFailure) {
    super(failure);
    this.failure = failure;
  }
}
