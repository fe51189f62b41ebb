import { randomUUID } from 'node:crypto';
import { baileysEngine } from '#adapters/channels/baileys/baileys.engine';
import type { CredentialStore, EngineSurroundings, SessionEvents } from '#adapters/channels/whatsapp/engine';
import type { Credential, CredentialChange } from '#application/ports/channel-session-store';

/** An engine process as the product runs it: its credentials are elsewhere. Opens the numbers it is told and says what that cost. */
export type SessionsOrder = {
  readonly numbers: readonly string[];
  readonly surroundings: EngineSurroundings;
  readonly idleMs: number;
};
export type SessionsCall =
  | {
      readonly kind: 'read';
      readonly id: string;
      readonly number: string;
      readonly type: string;
      readonly ids: readonly string[] | null;
    }
  | {
      readonly kind: 'save';
      readonly id: string;
      readonly number: string;
      readonly changes: readonly CredentialChange[];
    }
  | {
      readonly kind: 'done';
      readonly openedMs: number;
      readonly cpuMs: number;
      readonly rssMb: number;
      /** Live objects and buffers, without what the heap keeps for later. */
      readonly liveMb: number;
      readonly baseMb: number;
    };
export type SessionsAnswer = { readonly id: string; readonly found: readonly Credential[] };

const waiting = new Map<string, (found: readonly Credential[]) => void>();
const mb = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1_048_576;
};
const liveMb = (): number => {
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1_048_576;
};
const idle = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const ask = (call: SessionsCall & { readonly id: string }): Promise<readonly Credential[]> =>
  new Promise((resolve) => {
    waiting.set(call.id, resolve);
    process.send?.(call);
  });

const elsewhere = (number: string): CredentialStore => ({
  read: (type, ids) => ask({ kind: 'read', id: randomUUID(), number, type, ids }),
  save: async (changes) => {
    await ask({ kind: 'save', id: randomUUID(), number, changes });
  },
});

/** So many are opened at a time, as the product does. */
const atOnce = 8;
const stored = async (): Promise<void> => undefined;
const opened = (number: string, surroundings: EngineSurroundings): Promise<void> =>
  new Promise((resolve, reject) => {
    const events: SessionEvents = {
      connection: async (news) => {
        if (news.kind === 'open') resolve();
        if (news.kind === 'closed') reject(new Error(`${number} closed: ${news.code} ${news.reason}`));
      },
      inbound: stored,
      ownMessages: stored,
      receipts: stored,
      media: stored,
      samePerson: stored,
      typing: () => undefined,
      figures: () => undefined,
    };
    const order = {
      tenantId: 'bench',
      channelId: number,
      settings: {},
      pairing: null,
      log: () => undefined,
      events,
      surroundings,
    };
    baileysEngine()
      .open({ ...order, credentials: elsewhere(number) })
      .catch(reject);
  });

const run = async ({ numbers: [first = '', ...numbers], surroundings, idleMs }: SessionsOrder): Promise<void> => {
  // The library is loaded and has talked once: the base.
  await opened(first, surroundings);
  await idle(idleMs);
  const baseMb = mb();
  const baseLiveMb = liveMb();
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  const waiting = [...numbers];
  const line = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await opened(next, surroundings);
  };
  await Promise.all(Array.from({ length: atOnce }, line));
  const openedMs = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  await idle(idleMs);
  process.send?.({
    kind: 'done',
    openedMs,
    cpuMs: (user + system) / 1_000,
    rssMb: mb(),
    liveMb: liveMb() - baseLiveMb,
    baseMb,
  } satisfies SessionsCall);
};

process.on('message', (message: SessionsOrder | SessionsAnswer) => {
  if ('found' in message) {
    waiting.get(message.id)?.(message.found);
    waiting.delete(message.id);
  } else void run(message);
});
process.on('disconnect', () => process.exit(0));
