import { WhatsAppEmulator } from '#test/emulators/whatsapp/whatsapp-emulator';
import type { HttpClient } from '#test/support/http-client';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { openBusiness } from '../e2e/business.js';

/**
 * `tsx --conditions=source test/bench/linked-numbers.ts [numbers] [kills]`: the built product with so many linked numbers; its
 * engine process is killed again and again, and every customer asks something each time. One JSON object per line.
 */

type Session = {
  readonly state: string;
  readonly channelId: string;
  readonly pairing: { readonly value: string } | null;
};

const [numbers = 20, kills = 5] = process.argv.slice(2).map(Number);
const patienceMs = 60_000;
const say = (fact: object): void => void process.stdout.write(`${JSON.stringify(fact)}\n`);

const until = async (what: string, look: () => Promise<boolean> | boolean): Promise<number> => {
  const from = performance.now();
  while (!(await look())) {
    if (performance.now() - from > patienceMs) throw new Error(`waited for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return Math.round(performance.now() - from);
};

const sessions = async (admin: HttpClient): Promise<readonly Session[]> =>
  (await admin.get<{ items: Session[] }>('/api/v1/channels/sessions')).items;

const engineOf = ({ log }: Product): number =>
  log
    .filter((line) => line.includes('whatsapp.process_started'))
    .map((line) => (JSON.parse(line) as { pid: number }).pid)
    .at(-1) ?? 0;

// The emulator's own libsignal prints its sessions.
console.info = () => undefined;

const main = async (): Promise<void> => {
  const folder = temporaryFolder('linked-numbers');
  const whatsapp = await WhatsAppEmulator.start();
  const environment = {
    WAKIL_WHATSAPP_URL: whatsapp.url,
    WAKIL_WHATSAPP_ROOT_KEY: whatsapp.rootKey.toString('base64'),
    WAKIL_RECONCILE_MS: '2000',
  };
  const product = await startProduct({ dataDir: folder.path, environment });
  say({ part: 'idle', rssMb: product.rssMb() });
  const { admin } = await openBusiness(product.url);
  const people = Array.from({ length: numbers }, (_, at) => {
    const digits = String(at).padStart(4, '0');
    return {
      owner: whatsapp.addOwner(`7701000${digits}`, 'Noor Spa'),
      customer: whatsapp.addCustomer(`7705000${digits}`, 'Amal'),
    };
  });
  for (const { owner } of people) {
    const { id } = await admin.post<{ id: string }>('/api/v1/channels', { kind: 'whatsapp', name: 'A number' });
    const path = `/api/v1/channels/${id}/session`;
    await admin.post(`${path}/link`, { how: 'qr' });
    await until('a code', async () => (await admin.get<Session>(path)).pairing !== null);
    owner.scan((await admin.get<Session>(path)).pairing?.value ?? '');
  }
  const areOpen = async (): Promise<boolean> => (await sessions(admin)).every(({ state }) => state === 'open');
  await until('all are open', areOpen);
  const processRss = await import('node:fs').then(({ readFileSync }) =>
    Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${engineOf(product)}/status`, 'utf8'))?.[1]),
  );
  say({ part: 'linked', numbers, rssMb: product.rssMb(), engineRssMb: Math.round(processRss / 1_000) });
  const reopened: number[] = [];
  for (let kill = 1; kill <= kills; kill += 1) {
    const before = engineOf(product);
    const asked = people.map(({ owner, customer }) => customer.say(owner, `how much is the deep massage? (${kill})`));
    await Promise.all(asked);
    process.kill(before, 'SIGKILL');
    const from = performance.now();
    await until('another process', () => engineOf(product) !== before);
    await until('all are open', areOpen);
    reopened.push(Math.round(performance.now() - from));
    await until('all are answered', () => people.every(({ customer }) => customer.inbox.length >= kill));
  }
  const doubles = people.flatMap(({ customer }) =>
    customer.inbox.filter(({ id }, at) => customer.inbox.findIndex((each) => each.id === id) !== at),
  );
  say({
    part: 'kills',
    kills,
    reopenedMs: { most: Math.max(...reopened), each: reopened },
    asked: numbers * kills,
    replies: people.reduce((sum, { customer }) => sum + customer.inbox.length, 0),
    doubles: doubles.length,
    unknownStanzas: whatsapp.unknownStanzas.length,
  });
  await product.kill('SIGTERM');
  await whatsapp.close();
  folder.remove();
};

await main();
