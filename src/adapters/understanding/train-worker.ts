import { parentPort, workerData } from 'node:worker_threads';
import { fittedConstants } from '#domain/understanding/fitted-constants';
import { serialiseLearnt } from '#domain/understanding/serialise-learnt';
import { learn, type Material } from '#domain/understanding/tenant-understanding';

/** The whole of a training thread: one material in, one training out. */
const learnt = learn(workerData as Material, fittedConstants);
parentPort?.postMessage(serialiseLearnt(learnt, fittedConstants.fit));
