import { parseArgs } from 'node:util';
import { startControlled } from './control/control.js';
import { quietLibsignal } from './signal/quiet-libsignal.js';

/**
 * The emulator as a program. Prints `{"url":…,"httpUrl":…,"rootKey":…,"phoneUrl":…}` on one line, then serves until told to
 * stop; the rest goes over `/control/…`. `--port 0`: any that is free. The root key is base64.
 */
// Its records would end up among the output, keys and all.
quietLibsignal();
const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const emulator = await startControlled({ port: Number(values.port) });
const { url, httpUrl, rootKey } = emulator;
const addresses = { url, httpUrl, rootKey: rootKey.toString('base64'), phoneUrl: `${httpUrl}/phone` };
process.stdout.write(`${JSON.stringify(addresses)}\n`);

const stop = (): void => {
  void emulator.close().then(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
