import { closeSync, fdatasync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

type Waiting = { readonly resolve: () => void; readonly reject: (error: unknown) => void };

/** The event loop learns of an end a round late: with one at a time, who commits meanwhile waits for two such rounds. */
const atOnce = 2;

/**
 * Has the disk keep what was committed to a write-ahead log, beside the event loop: the connection itself commits without
 * waiting (`synchronous=NORMAL`), which would hold up everything for milliseconds each time. The log file is kept open, since
 * it lives as long as the connection that writes it.
 */
export class DiskSync {
  readonly #path: string;
  readonly #keep: (file: number) => Promise<void>;
  readonly #idle: number[] = [];
  #waiting: Waiting[] = [];
  #underWay = 0;
  #before: Promise<unknown> = Promise.resolve();

  /** @param path of the log. @param keep resolves once the disk has what was written to an open file before the call. */
  constructor(path: string, keep = promisify(fdatasync)) {
    this.#path = path;
    this.#keep = keep;
  }

  /**
   * Resolves once what was written before the call is on the disk, in the order of asking. Who asks while two are under way
   * shares the next: that one begins after their commit. @throws what the system says of the file.
   */
  confirm(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      if (this.#underWay < atOnce) void this.#run();
    });
  }

  /** After the last `confirm` resolved. */
  close(): void {
    for (const file of this.#idle.splice(0)) closeSync(file);
  }

  async #run(): Promise<void> {
    this.#underWay += 1;
    while (this.#waiting.length > 0) await this.#tell(this.#waiting.splice(0));
    this.#underWay -= 1;
  }

  async #tell(asked: readonly Waiting[]): Promise<void> {
    const ended = Promise.allSettled([this.#sync(), this.#before]);
    this.#before = ended.then(() => undefined);
    const [synced] = await ended;
    for (const { resolve, reject } of asked)
      if (synced.status === 'fulfilled') resolve();
      else reject(synced.reason);
  }

  /** Each has a file of its own: the system says once for each opened file that it could not write. */
  async #sync(): Promise<void> {
    const file = this.#idle.pop() ?? this.#opened();
    try {
      await this.#keep(file);
    } finally {
      this.#idle.push(file);
    }
  }

  /** A file that is new has to be found again after a power cut as well: its folder is kept with it. */
  #opened(): number {
    const file = openSync(this.#path, 'r+');
    // Windows opens no folder for this, and needs no such thing.
    if (process.platform === 'win32') return file;
    const folder = openSync(dirname(this.#path), 'r');
    fsyncSync(folder);
    closeSync(folder);
    return file;
  }
}
