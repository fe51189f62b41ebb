import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

const entryPoint = (name: string): string =>
  new URL(`../../dist/infrastructure/main/${name}.js`, import.meta.url).pathname;

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };
type Environment = Readonly<Record<string, string>>;

const runToEnd = async (name: string, words: readonly string[], environment: Environment): Promise<Ended> => {
  const child = spawn(process.execPath, [entryPoint(name), ...words], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
};

/** A start that is expected to end by itself. */
export const startInVain = (environment: Environment, words: readonly string[] = []): Promise<Ended> =>
  runToEnd('server', words, environment);

export const admin = (dataDir: string, words: readonly string[], environment: Environment = {}): Promise<Ended> =>
  runToEnd('admin-cli', words, { WAKIL_DATA_DIR: dataDir, ...environment });

/** What a refused start or command says, and the code people look up: one line on stderr, and exit code 1. */
const told = ({ code, err }: Ended): RegExpExecArray | null =>
  code === 1 ? /^(wakil: [^\n]+) \[([a-z][a-z_]*\.[a-z_]+)\]\n$/.exec(err) : null;

/** The line without its code; else what is wrong with it. */
export const oneLine = (ended: Ended): string => told(ended)?.[1] ?? `exit ${ended.code} with:\n${ended.err}`;

export const codeTold = (ended: Ended): string => told(ended)?.[2] ?? `exit ${ended.code} with:\n${ended.err}`;
