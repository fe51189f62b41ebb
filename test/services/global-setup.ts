import { startPostgres } from './postgres.js';
import { dropRoles, makeRoles } from './postgres-roles.js';

const running = Symbol.for('wakil.test-services');
type Running = { users: number; readonly started: Promise<() => Promise<void>> };
const shared = globalThis as { [running]?: Running };

const start = async (): Promise<() => Promise<void>> => {
  const server = await startPostgres();
  if (server === null) return () => Promise.resolve();
  const made = await makeRoles(server.url);
  process.env['TEST_POSTGRES'] = JSON.stringify(made);
  return async () => {
    await dropRoles(made);
    await server.stop();
  };
};

/** Once for a run, whichever of its projects asks; the last one stops it. */
export const setup = async (): Promise<void> => {
  shared[running] ??= { users: 0, started: start() };
  shared[running].users += 1;
  await shared[running].started;
};

export const teardown = async (): Promise<void> => {
  const known = shared[running];
  if (known === undefined) return;
  known.users -= 1;
  if (known.users > 0) return;
  delete shared[running];
  await (await known.started)();
};
