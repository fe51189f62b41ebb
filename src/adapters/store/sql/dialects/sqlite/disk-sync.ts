import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Has the disk keep what was committed to a write-ahead log, beside the event loop: the connection itself commits without
 * waiting (`synchronous=NORMAL`), which would hold up everything for milliseconds each time. The log file is kept open, since
 * it lives as long as the connection that writes it.
 */
export class DiskSync {
  readonly #path: string;
  #file: FileHandle | null = null;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  /** @param path of the log. */
  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Resolves once what was written before the call is on the disk. Who asks while one is under way shares the next: that one
   * begins after their commit. @throws what the system says of the file.
   */
  confirm(): Promise<void> {
    if (this.#running === null) return this.#start();
    this.#next ??= this.#running.then(
      () => this.#start(),
      () => this.#start(),
    );
    return this.#next;
  }

  /** After the last `confirm` resolved. */
  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = null;
  }

  #start(): Promise<void> {
    this.#next = null;
    this.#running = this.#sync().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #sync(): Promise<void> {
    this.#file ??= await this.#opened();
    await this.#file.datasync();
  }

  /** A file that is new has to be found again after a power cut as well: its folder is kept with it. */
  async #opened(): Promise<FileHandle> {
    const folder = await open(dirname(this.#path), 'r');
    try {
      // Windows opens no folder for this, and needs no such thing.
      if (process.platform !== 'win32') await folder.sync();
    } finally {
      await folder.close();
    }
    return open(this.#path, 'r+');
  }
}
