import { type ResourceLimits, Worker } from 'node:worker_threads';
import { type ModelTrainer, ModelTrainingFailed } from '#application/ports/model-trainer';
import type { Material } from '#domain/understanding/tenant-understanding';

/** From `src`, where a thread has to be told first how to read TypeScript, and from `dist` alike. */
const isSource = import.meta.url.endsWith('.ts');
const entry = new URL(`./train-worker.${isSource ? 'ts' : 'js'}`, import.meta.url);
const fromSource = `import('tsx/esm/api').then(({ register }) => { register(); return import('${entry.href}'); })`;

const startThread = (workerData: Material, resourceLimits: ResourceLimits): Worker =>
  isSource
    ? new Worker(fromSource, { eval: true, execArgv: ['--conditions=source'], workerData, resourceLimits })
    : new Worker(entry, { workerData, resourceLimits });

const mostMs = 120_000;
const mostMegabytes = 768;

/** Trains in a thread that lives as long as the training: an idle process holds nothing of it. */
export class WorkerModelTrainer implements ModelTrainer {
  #last: Promise<unknown> = Promise.resolve();
  #running: Worker | null = null;
  #isClosed = false;

  train(material: Material): Promise<string> {
    const next = this.#last.then(() => this.#run(material));
    this.#last = next.catch(() => undefined);
    return next;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running?.terminate();
  }

  async #run(material: Material): Promise<string> {
    if (this.#isClosed) throw new ModelTrainingFailed('no training is begun any more', {});
    const worker = startThread(material, { maxOldGenerationSizeMb: mostMegabytes });
    worker.unref();
    this.#running = worker;
    const timer = setTimeout(() => void worker.terminate(), mostMs);
    timer.unref();
    try {
      return await outcomeOf(worker);
    } finally {
      clearTimeout(timer);
      this.#running = null;
    }
  }
}

const outcomeOf = (worker: Worker): Promise<string> =>
  new Promise((resolve, reject) => {
    worker.once('message', (learnt: unknown) => resolve(String(learnt)));
    worker.once('error', (cause) => reject(new ModelTrainingFailed('the training thread failed', {}, cause)));
    worker.once('exit', (code) => reject(new ModelTrainingFailed('the training thread ended early', { code })));
  });
