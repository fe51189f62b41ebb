import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What the server does with the next mails: takes them, answers 4xx or 5xx, never answers, or hangs up. */
export type SmtpMood = 'accept' | 'later' | 'refuse' | 'hang' | 'drop';

export type ReceivedMail = { readonly from: string; readonly to: readonly string[]; readonly raw: string };

const replied = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

/** A mail server on a real socket of this machine. */
export class SmtpEmulator {
  mood: SmtpMood = 'accept';
  readonly received: ReceivedMail[] = [];
  readonly #server: SMTPServer;

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onAuth: ({ username, password }, _session, done) => {
        if (username === 'wakil' && password === 'p@ss word') done(null, { user: username });
        else done(replied(535, 'no'));
      },
      onRcptTo: (_address, _session, done) => {
        if (this.mood === 'later') done(replied(451, 'try again'));
        else if (this.mood === 'refuse') done(replied(550, 'no such person'));
        else done();
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (this.mood === 'hang') return;
          if (this.mood === 'drop') {
            this.#hangUp();
            return;
          }
          const { mailFrom, rcptTo } = session.envelope;
          this.received.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks).toString('utf8'),
          });
          done();
        });
      },
    });
    this.#server.on('error', () => undefined);
  }

  static async start(): Promise<SmtpEmulator> {
    const emulator = new SmtpEmulator();
    await new Promise<void>((resolve) => {
      emulator.#server.listen(0, '127.0.0.1', resolve);
    });
    return emulator;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  #hangUp(): void {
    const connections = this.#server.connections as unknown as Iterable<{ _socket: { destroy(): void } }>;
    for (const { _socket } of connections) _socket.destroy();
  }

  async stop(): Promise<void> {
    this.#hangUp();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}
