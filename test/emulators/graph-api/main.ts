import { parseArgs } from 'node:util';
import { startGraphApiEmulator } from './graph-api-emulator.js';
import type { EmulatorOptions } from './types.js';

/**
 * The emulator as a program. Prints `{"url":…,"baseUrl":…,"appSecret":…}` on one line, then serves until told to stop.
 * `--options '{"openToAll":true}'`: EmulatorOptions as JSON. The rest goes over `/control/…`.
 */
const { values } = parseArgs({ options: { options: { type: 'string', default: '{}' } } });
const emulator = await startGraphApiEmulator(JSON.parse(values.options) as EmulatorOptions);
const { url, baseUrl, appSecret } = emulator;
process.stdout.write(`${JSON.stringify({ url, baseUrl, appSecret })}\n`);

const stop = (): void => {
  void emulator.close().then(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
