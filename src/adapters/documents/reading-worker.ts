import { parentPort, workerData } from 'node:worker_threads';
import type { ReadableDocument } from '#application/ports/document-reader';
import { readDocument } from './read-document.js';
import { Unreadable } from './unreadable.js';

/** What a parser trips over is the file's fault: it is broken. */
const failureOf = (error: unknown): string => (error instanceof Unreadable ? error.failure : 'broken');

// A worker reads one document and ends: whatever a file did to its memory ends with it.
readDocument(workerData as ReadableDocument).then(
  (read) => parentPort?.postMessage({ read }),
  (error: unknown) => parentPort?.postMessage({ failure: failureOf(error) }),
);
