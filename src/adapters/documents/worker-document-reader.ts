import { Worker } from 'node:worker_threads';
import {
  type DocumentReader,
  DocumentUnreadable,
  type ReadableDocument,
  type ReadDocument,
} from '#application/ports/document-reader';
import type { ReadingFailure } from '#domain/knowledge/knowledge-document';

type Bounds = {
  /** Wall-clock time for one document, in milliseconds. */
  readonly timeoutMs: number;
  /** Of the worker's heap, in megabytes. */
  readonly memoryMb: number;
  /** Documents read at once; the others wait. */
  readonly concurrency: number;
};

type Answer = { readonly read: ReadDocument } | { readonly failure: ReadingFailure };

/** From `src`, which needs what reads TypeScript and which a thread has to ask for by itself, and from `dist` alike. */
const isSource = import.meta.url.endsWith('.ts');
const entry = new URL(`./reading-worker.${isSource ? 'ts' : 'js'}`, import.meta.url);
const fromSource = `import('tsx/esm/api').then(({ register }) => { register(); return import('${entry.href}'); })`;
const start = isSource
  ? { program: fromSource, eval: true, execArgv: ['--conditions=source'] }
  : { program: entry, eval: false, execArgv: [] };

const failureOf = (error: unknown): ReadingFailure =>
  (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too_much_memory' : 'reader_failed';

/** Reads each document in a thread of its own, which is told nothing of our environment and is ended when it takes too much. */
export class WorkerDocumentReader implements DocumentReader {
  readonly #bounds: Bounds;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  async read(document: ReadableDocument): Promise<ReadDocument> {
    if (this.#running >= this.#bounds.concurrency) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
    try {
      return await this.#inWorker(document);
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #inWorker(document: ReadableDocument): Promise<ReadDocument> {
    const { timeoutMs, memoryMb } = this.#bounds;
    const resourceLimits = { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
    const { program, ...how } = start;
    const worker = new Worker(program, {
      ...how,
      workerData: document,
      resourceLimits,
      env: {},
      stdout: true,
      stderr: true,
    });
    let timer: NodeJS.Timeout | undefined;
    try {
      const answer = await new Promise<Answer>((resolve, reject) => {
        timer = setTimeout(() => resolve({ failure: 'too_slow' }), timeoutMs);
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', () => resolve({ failure: 'reader_failed' }));
      }).catch((error: unknown): Answer => ({ failure: failureOf(error) }));
      if ('failure' in answer) throw new DocumentUnreadable(answer.failure);
      return answer.read;
    } finally {
      clearTimeout(timer);
      await worker.terminate();
    }
  }
}
