import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a program and its server, and can be cut: what is under way is lost, and nobody answers. */
export class CutWire {
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;
  #listensOn = 0;

  constructor(serverPort: number) {
    this.#port = serverPort;
  }

  get port(): number {
    return this.#listensOn;
  }

  /** Also after it was cut, on the same port. */
  async join(): Promise<void> {
    const server = createServer((near) => {
      const far = connect(this.#port, '127.0.0.1');
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on('error', () => socket.destroy()).on('close', () => this.#sockets.delete(socket));
      }
      near.pipe(far).pipe(near);
    });
    await new Promise<void>((resolve) => server.listen(this.#listensOn, '127.0.0.1', resolve));
    const address = server.address();
    this.#listensOn = typeof address === 'object' && address !== null ? address.port : 0;
    this.#server = server;
  }

  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    const closed = new Promise<void>((resolve) => (server === null ? resolve() : server.close(() => resolve())));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
