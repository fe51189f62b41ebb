import { type MongoService, startMongo } from './mongo.js';

const running = Symbol.for('wakil.test-mongo');
type Running = { users: number; readonly started: Promise<MongoService | null> };
const shared = globalThis as { [running]?: Running };

/** Once for a run, whichever of its projects asks; the last one stops it. */
export const setup = async (): Promise<void> => {
  shared[running] ??= { users: 0, started: startMongo() };
  shared[running].users += 1;
  const service = await shared[running].started;
  if (service !== null) process.env['WAKIL_TEST_MONGO'] = service.url;
};

export const teardown = async (): Promise<void> => {
  const known = shared[running];
  if (known === undefined) return;
  known.users -= 1;
  if (known.users > 0) return;
  delete shared[running];
  await (await known.started)?.stop();
};
