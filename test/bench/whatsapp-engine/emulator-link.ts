import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EngineManifest, EngineSurroundings } from '#adapters/channels/whatsapp/engine';
import type { EmulatorOrder, EmulatorReady } from '#test/bench/whatsapp-engine/emulator-process';
import { RecordedEvents, RecordedSession } from '#test/integration/whatsapp/baileys/recorded-session';
import { MemoryCredentials } from '#test/support/memory-credentials';

export const child = (file: string, execArgv: readonly string[] = []): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), [], {
    execArgv: ['--import', 'tsx', '--conditions=source', ...execArgv],
    serialization: 'advanced',
  });

/** The emulator in its own process, and phones that scan. */
export class EmulatorLink {
  readonly surroundings: EngineSurroundings;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, { url, rootKey }: EmulatorReady) {
    this.#process = process;
    this.surroundings = {
      url,
      rootKey,
      version: null,
      codeMs: null,
      restoreSignatureChecks: true,
      chromiumPath: null,
      sessionsFolder: '/nowhere',
      largestMedia: 1_000_000,
    };
  }

  static async start(): Promise<EmulatorLink> {
    const process = child('./emulator-process.ts');
    const ready = await new Promise<EmulatorReady>((resolve, reject) => {
      process.once('message', (message) => resolve(message as EmulatorReady));
      process.once('exit', (code) => reject(new Error(`the emulator ended with ${code}`)));
    });
    return new EmulatorLink(process, ready);
  }

  order(order: EmulatorOrder): void {
    this.#process.send(order);
  }

  /** A number that is linked, has its first keys at the server and its history. */
  async linked(phone: string, engine: EngineManifest): Promise<MemoryCredentials> {
    const credentials = new MemoryCredentials();
    const events = new RecordedEvents();
    events.onNews = (news) => {
      if (news.kind === 'pairing') this.order({ kind: 'scan', phone, qr: news.value });
    };
    const { surroundings } = this;
    const first = await RecordedSession.open({ credentials, events, engine, surroundings, pairing: { kind: 'qr' } });
    await first.untilClosed(60_000);
    const second = await (await RecordedSession.open({ credentials, engine, surroundings })).untilOpen();
    await second.untilCaughtUp();
    await second.close();
    return credentials;
  }

  stop(): void {
    this.#process.disconnect();
  }
}
