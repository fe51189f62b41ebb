import { type ChildProcess, fork } from 'node:child_process';
import type { Wire } from '#adapters/channels/whatsapp/ipc/peer';

/** A process we started, as far as we use it. */
export type ChildLink = {
  readonly wire: Wire;
  readonly pid: number | undefined;
  /** Once, when it is gone, however that came. */
  onExit(listener: (how: { readonly code: number | null; readonly signal: string | null }) => void): void;
  /** At once. */
  kill(): void;
};

export type LaunchChild = () => ChildLink;

export type ChildPlan = {
  readonly entry: string;
  readonly execArgv: readonly string[];
  /** All of its environment: nothing of ours is handed down by itself. */
  readonly environment: Readonly<Record<string, string>>;
};

const linkTo = (child: ChildProcess): ChildLink => {
  let tellExit: ((how: { code: number | null; signal: string | null }) => void) | null = null;
  let how: { code: number | null; signal: string | null } | null = null;
  const gone = (code: number | null, signal: string | null): void => {
    if (how !== null) return;
    how = { code, signal };
    tellExit?.(how);
  };
  child.once('exit', gone);
  // It never started: there will be no exit.
  child.once('error', () => gone(null, 'ERROR'));
  return {
    pid: child.pid,
    wire: {
      send: (frame) => {
        if (!child.connected) return false;
        // What cannot be written any more is answered by its exit.
        child.send(frame, () => undefined);
        return true;
      },
      onMessage: (listener) => void child.on('message', listener),
    },
    onExit: (listener) => {
      tellExit = listener;
      if (how !== null) listener(how);
    },
    kill: () => void child.kill('SIGKILL'),
  };
};

/**
 * Starts a Node process with a wire and nothing else: no environment of ours, no output. What a library prints there, keys
 * for instance, goes nowhere.
 */
export const launchChild =
  ({ entry, execArgv, environment }: ChildPlan): LaunchChild =>
  () =>
    linkTo(
      fork(entry, [], {
        execArgv: [...execArgv],
        env: environment,
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      }),
    );
