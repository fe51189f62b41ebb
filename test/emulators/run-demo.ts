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
  return spawn(process.execPath, args, {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
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

/** Some phones to begin with: one for the business of the demo, two for its customers. */
const phones = [
  { kind: 'owners', phone: '971500000100', name: 'Noor Spa' },
  { kind: 'customers', phone: '971500000201', name: 'Amal' },
  { kind: 'customers', phone: '971500000202', name: 'عمر' },
] as const;

const control = async (phoneUrl: string, path: string, init: RequestInit = {}): Promise<unknown> => {
  const response = await fetch(new URL(`/control/${path}`, phoneUrl), init);
  if (!response.ok) throw new Error(`The emulated WhatsApp does not do as told: ${path}, ${response.status}.`);
  return response.json();
};

/** Once: phones that somebody made or linked since are left as they are. */
const handOutPhones = async (phoneUrl: string): Promise<void> => {
  const people = (await control(phoneUrl, 'people')) as readonly unknown[];
  if (people.length > 0) return;
  const headers = { 'content-type': 'application/json' };
  for (const { kind, ...phone } of phones)
    await control(phoneUrl, kind, { method: 'POST', headers, body: JSON.stringify(phone) });
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
    detached: true,
  });

/** Whichever was told to stop: the product ends first, for it closes its sockets in good order, then its WhatsApp. */
const main = async (): Promise<void> => {
  const started: ChildProcess[] = [];
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void started.at(-1)?.kill('SIGTERM'));
  const emulator = startEmulator();
  started.push(emulator);
  try {
    const addresses = await addressesOf(emulator);
    await handOutPhones(addresses.phoneUrl);
    const product = startProduct(addresses);
    started.push(product);
    const [code] = (await once(product, 'exit')) as [number | null];
    process.exitCode = code ?? 0;
  } finally {
    emulator.kill('SIGTERM');
  }
};

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'the demo did not start'}\n`);
  process.exitCode = 1;
});
