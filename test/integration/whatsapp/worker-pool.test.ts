import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { launchChild } from '#adapters/channels/whatsapp/ipc/child-link';
import { WorkerPool } from '#adapters/channels/whatsapp/worker-pool';
import { SystemClock } from '#adapters/clock/system-clock';
import type { Credential, SessionRef } from '#application/ports/channel-session-store';
import type { Facts, Telemetry } from '#application/ports/telemetry';
import type { SendOutcome } from '#application/ports/transport';
import type { EngineListener } from '#application/ports/whatsapp-engines';
import { ChannelId, TenantId } from '#domain/shared/ids';

const refOf = (digit: string): SessionRef => ({
  tenantId: TenantId(`ten_${digit.repeat(32)}`),
  channelId: ChannelId(`chn_${digit.repeat(32)}`),
});
const [one, two, three] = [refOf('a'), refOf('b'), refOf('c')];
const order = { engine: 'baileys', settings: {}, pairing: null, fence: 7 } as const;

/** What the processes told, and the only store they can reach. */
class Told implements EngineListener, Telemetry {
  readonly news: string[] = [];
  readonly receipts_: string[] = [];
  readonly saved: { readonly ref: SessionRef; readonly fence: number; readonly value: string }[] = [];
  readonly lostRefs: SessionRef[] = [];
  readonly lines: string[] = [];
  stored: Credential[] = [];
  underWay = 0;
  mostUnderWay = 0;

  async connection({ channelId }: SessionRef, { kind }: { kind: string }) {
    this.news.push(`${channelId[4]} ${kind}`);
  }
  async inbound() {}
  async ownMessages() {}
  async receipts(_ref: SessionRef, [receipt]: readonly { readonly externalId: string }[]) {
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    await new Promise(setImmediate);
    this.underWay -= 1;
    this.receipts_.push(receipt?.externalId ?? '');
  }
  span: Telemetry['span'] = (_name, _facts, work) => work(() => undefined);
  async media() {}
  async samePerson() {}
  typing() {}
  figures() {}
  async readCredentials() {
    return this.stored;
  }
  async saveCredentials(ref: SessionRef, fence: number, changes: readonly { readonly value: Uint8Array | null }[]) {
    this.saved.push({ ref, fence, value: Buffer.from(changes[0]?.value ?? []).toString() });
  }
  lost(refs: readonly SessionRef[]) {
    this.lostRefs.push(...refs);
  }
  step() {}
  info(event: string, facts: Facts) {
    this.lines.push(JSON.stringify({ event, ...facts }));
  }
  warn(event: string, facts: Facts) {
    this.lines.push(JSON.stringify({ event, ...facts }));
  }
  error(event: string, error: unknown, facts: Facts) {
    this.lines.push(JSON.stringify({ event, error: String(error), ...facts }));
  }
}

let told: Told;
let pool: WorkerPool;
const start = (processes: number): void => {
  told = new Told();
  pool = new WorkerPool({
    clock: new SystemClock(),
    telemetry: told,
    processes,
    surroundings: {
      url: null,
      rootKey: null,
      version: null,
      codeMs: null,
      restoreSignatureChecks: false,
      chromiumPath: null,
      sessionsFolder: '/nowhere',
      largestMedia: 1,
    },
    launch: launchChild({
      entry: fileURLToPath(new URL('../../support/whatsapp/scripted-worker.ts', import.meta.url)),
      execArgv: ['--conditions=source', '--import', 'tsx'],
      environment: { TZ: 'UTC' },
    }),
  });
  pool.listen(told);
};
beforeEach(() => start(1));
afterEach(() => pool.stop(2_000));

const say = (ref: SessionRef, text: string, quotes: string | null = null, timeoutMs = 10_000): Promise<SendOutcome> =>
  pool.send(ref, { externalId: 'X1', to: [], text, media: null, quotes }, timeoutMs);
const opened = (...letters: string[]): Promise<void> =>
  expect.poll(() => letters.every((letter) => told.news.includes(`${letter} open`)), { timeout: 8_000 }).toBe(true);

describe('an engine process', () => {
  it('is started for the first session and not before, and ends when the pool does', async () => {
    await pool.start();
    expect(pool.pids).toEqual([]);
    await Promise.all([pool.open(one, order), pool.open(one, order), pool.open(two, order)]);
    expect(pool.pids).toHaveLength(1);
    await opened('a', 'b');
    expect(told.news.filter((each) => each === 'a open')).toHaveLength(1);
    expect(await say(one, 'hello')).toEqual({ kind: 'accepted', externalId: 'X1' });
    const [pid] = pool.pids;
    await pool.stop(5_000);
    await expect.poll(() => isAlive(pid ?? 0)).toBe(false);
  });

  it('sees nothing of our environment', async () => {
    await pool.open(one, order);
    const outcome = await say(one, 'environment');
    expect(outcome).toMatchObject({ kind: 'accepted' });
    expect((outcome as { externalId: string }).externalId).toBe('TZ');
  });

  it('writes credentials under the fence its session was opened with, as bytes', async () => {
    told.stored = [{ type: 'creds', id: 'me', value: Buffer.from('stored') }];
    await pool.open(one, order);
    await say(one, 'save', 'new ones');
    expect(told.saved).toEqual([{ ref: one, fence: 7, value: 'new ones' }]);
  });

  it('tells one thing after the other for each session', async () => {
    await pool.open(one, order);
    await say(one, 'flood');
    expect(told.receipts_).toEqual(Array.from({ length: 500 }, (_, at) => String(at)));
    expect(told.mostUnderWay).toBe(1);
  });

  it('prints nowhere', async () => {
    await pool.open(one, order);
    await say(one, 'print');
    expect(told.lines.join()).not.toContain('privKey');
  });
});

describe('an engine process that dies', () => {
  it.each(['die', 'stray', 'nonsense', 'snoop'])(
    'by "%s" takes its sessions along, and the next open has another',
    async (how) => {
      await Promise.all([pool.open(one, order), pool.open(two, order)]);
      const [pid] = pool.pids;
      const outcome = await say(one, how);
      if (how === 'die' || how === 'stray')
        expect(outcome).toEqual({ kind: 'unknown', reason: 'whatsapp.process_gone' });
      await expect.poll(() => told.lostRefs).toEqual([one, two]);
      expect(await say(two, 'hello')).toMatchObject({ kind: 'later' });
      await pool.open(one, order);
      expect(pool.pids[0]).not.toBe(pid);
      expect(await say(one, 'hello')).toMatchObject({ kind: 'accepted' });
    },
  );

  it('says where it failed and not with which words', async () => {
    await pool.open(one, order);
    await say(one, 'throw');
    await expect.poll(() => told.lostRefs).toEqual([one]);
    const line = told.lines.find((each) => each.includes('whatsapp.process_failed'));
    expect(line).toContain('scripted-worker');
    expect(told.lines.join()).not.toContain('secret');
  });

  it('leaves the sessions of the others alone', async () => {
    start(2);
    await Promise.all([pool.open(one, order), pool.open(two, order), pool.open(three, order)]);
    expect(pool.pids).toHaveLength(2);
    await say(one, 'die');
    await expect.poll(() => told.lostRefs.length).toBeGreaterThan(0);
    const alive = [one, two, three].filter((ref) => !told.lostRefs.includes(ref));
    expect(alive.length).toBeGreaterThan(0);
    for (const ref of alive) expect(await say(ref, 'hello')).toMatchObject({ kind: 'accepted' });
  });
});

describe('a session', () => {
  it('that closes is gone for the process, and opens again with a new socket', async () => {
    await pool.open(one, order);
    await opened('a');
    await pool.close(one);
    expect(await say(one, 'hello')).toMatchObject({ kind: 'later', reason: 'whatsapp.not_connected' });
    await pool.open(one, order);
    expect(told.news.filter((each) => each === 'a open')).toHaveLength(2);
  });

  it('whose engine does not answer leaves the message in doubt', async () => {
    await pool.open(one, order);
    expect(await say(one, 'stuck', null, 200)).toEqual({ kind: 'unknown', reason: 'whatsapp.process_too_slow' });
    expect(await say(one, 'hello')).toMatchObject({ kind: 'accepted' });
  });
});

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
