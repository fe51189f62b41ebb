import { Worker } from '#adapters/channels/whatsapp/worker';
import { SystemClock } from '#adapters/clock/system-clock';

/**
 * The role `whatsapp`: engines and their sockets, and a wire to the product that started it. No database, no tenants' store,
 * no configuration: what it needs comes over the wire.
 */
const main = (): void => {
  if (process.send === undefined) {
    process.stderr.write('wakil: an engine process is started by the server, not by hand\n');
    process.exit(1);
  }
  const worker = new Worker({
    clock: new SystemClock(),
    wire: {
      send: (frame) => {
        if (!process.connected) return false;
        process.send?.(frame);
        return true;
      },
      onMessage: (listener) => void process.on('message', listener),
    },
    giveUp: () => process.exit(70),
  });
  // Who started us is gone, and with it the leases on our sessions.
  process.on('disconnect', () => process.exit(0));
  // A signal to the whole group is for the one who drains us.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      worker.confess(error);
      setTimeout(() => process.exit(71), 100);
    });
};

main();
