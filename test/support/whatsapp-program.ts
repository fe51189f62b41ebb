import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { HttpClient } from '#test/support/http-client';

const program = new URL('../emulators/whatsapp/main.ts', import.meta.url).pathname;

type Addresses = { readonly url: string; readonly httpUrl: string; readonly rootKey: string };

export type Counted = {
  readonly logins: number;
  readonly conflicts: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly devicesWithTwoSockets: readonly string[];
  /** Sent on a stream after a newer login of its device had replaced it; not taken. */
  readonly lateStanzas: readonly { readonly device: string; readonly tag: string; readonly id: string }[];
  readonly unknownStanzas: number;
  readonly errors: number;
};
export type Arrived = { readonly id: string; readonly text: string; readonly copies: number; readonly at: number };

/** The emulated WhatsApp in a process of its own, commanded over http. It outlives every product and engine process. */
export class WhatsAppProgram {
  readonly #process: ChildProcess;
  readonly #addresses: Addresses;
  readonly #control: HttpClient;

  private constructor(process: ChildProcess, addresses: Addresses) {
    this.#process = process;
    this.#addresses = addresses;
    this.#control = new HttpClient(`${addresses.httpUrl}/control`);
  }

  static async start(): Promise<WhatsAppProgram> {
    const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=source', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the emulated WhatsApp ended with ${code}`);
    });
    const lines = createInterface({ input: child.stdout });
    const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
    ended.catch(() => undefined);
    return new WhatsAppProgram(child, JSON.parse(line) as Addresses);
  }

  /** What the product must be told to find it. */
  get environment(): Readonly<Record<string, string>> {
    return { WAKIL_WHATSAPP_URL: this.#addresses.url, WAKIL_WHATSAPP_ROOT_KEY: this.#addresses.rootKey };
  }

  async addOwner(phone: string): Promise<void> {
    await this.#control.post('/owners', { phone, name: 'Shop' });
  }
  async addCustomer(phone: string): Promise<void> {
    await this.#control.post('/customers', { phone, name: 'Customer' });
  }
  async scan(owner: string, qr: string): Promise<void> {
    await this.#control.post('/scan', { owner, qr });
  }
  /** Resolves with the message's id when WhatsApp has it. */
  async say(customer: string, to: string, text: string): Promise<string> {
    return (await this.#control.post<{ id: string }>('/say', { customer, to, text })).id;
  }
  /** What a customer can read, in the order it came. */
  inbox(phone: string): Promise<readonly Arrived[]> {
    return this.#control.get(`/inbox?phone=${phone}`);
  }
  counters(): Promise<Counted> {
    return this.#control.get('/counters');
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await ended;
  }
}
