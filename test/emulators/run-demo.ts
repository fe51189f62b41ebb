import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * `npm run demo`: an emulated WhatsApp with a virtual phone, and the product in front of it, so that everything can be tried
 * without a phone and without the internet. Phones and links outlive a restart, beside the demo's data.
 * `WAKIL_DEMO_PHONE_PORT`: where the emulator listens, 3100 unless said otherwise.
 */
const root = resolve(import.meta.dirname, '../..');
const dataDir = process.env['WAKIL_DATA_DIR'] ?? './data-demo';
const { WAKIL_DEMO_PHONE_PORT: phonePort = '3100', ...environment } = process.env;

type Addresses = { readonly url: string; readonly rootKey: string; readonly phoneUrl: string };

const startEmulator = (): ChildProcess => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const program = join(root, 'test/emulators/whatsapp/main.ts');
  const state = join(resolve(dataDir), 'whatsapp-emulator.json');
  const args = ['--import', 'tsx', '--conditions=source', program, '--port', phonePort, '--state', state];
  return spawn(process.execPath, args, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
};

const addressesOf = async (emulator: ChildProcess): Promise<Addresses> => {
  const ended = once(emulator, 'exit').then(() => {
    throw new Error(
      `The emulated WhatsApp did not start. Is port ${phonePort} in use? WAKIL_DEMO_PHONE_PORT names another.`,
    );
  });
  const [line] = (await Promise.race([
    once(createInterface({ input: emulator.stdout as NodeJS.ReadableStream }), 'line'),
    ended,
  ])) as [string];
  return JSON.parse(line) as Addresses;
};

const startProduct = ({ url, rootKey, phoneUrl }: Addresses): ChildProcess =>
  spawn(process.execPath, [join(root, 'dist/infrastructure/main/demo.js')], {
    env: {
      ...environment,
      WAKIL_DATA_DIR: dataDir,
      WAKIL_WHATSAPP_URL: url,
      WAKIL_WHATSAPP_ROOT_KEY: rootKey,
      WAKIL_DEMO_PHONE_URL: phoneUrl,
    },
    stdio: 'inherit',
  });

const main = async (): Promise<void> => {
  const emulator = startEmulator();
  const product = startProduct(await addressesOf(emulator));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => product.kill(signal));
  const [code] = (await once(product, 'exit')) as [number | null];
  emulator.kill('SIGTERM');
  process.exitCode = code ?? 0;
};

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'the demo did not start'}\n`);
  process.exitCode = 1;
});
