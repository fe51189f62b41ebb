import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startControlled } from './control/control.js';
import { readState, restorePeople, savedState } from './saved-state.js';
import { quietLibsignal } from './signal/quiet-libsignal.js';

/**
 * The emulator as a program. Prints `{"url":…,"httpUrl":…,"rootKey":…,"phoneUrl":…}` on one line, then serves until told to
 * stop; the rest goes over `/control/…`. The root key is base64.
 * `--port 0`: any that is free. `--state <file>`: phones and their linked devices are kept there over a restart.
 */
const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, state: { type: 'string' } } });

// Its records would end up among the output, keys and all.
quietLibsignal();
const { state: file } = values;
const saved = file !== undefined && existsSync(file) ? readState(readFileSync(file, 'utf8')) : undefined;
const emulator = await startControlled({
  port: Number(values.port),
  ...(saved === undefined ? {} : { authority: saved.authority }),
});
if (saved !== undefined) restorePeople(emulator, saved);

const save = (): void => {
  if (file === undefined) return;
  writeFileSync(`${file}.new`, savedState(emulator), { mode: 0o600 });
  renameSync(`${file}.new`, file);
};
const worthSaving = ['registered', 'linked', 'unlinked', 'keys-uploaded'];
emulator.onChange(({ what }) => {
  if (worthSaving.includes(what)) save();
});

const { url, httpUrl, rootKey } = emulator;
const addresses = { url, httpUrl, rootKey: rootKey.toString('base64'), phoneUrl: `${httpUrl}/phone` };
process.stdout.write(`${JSON.stringify(addresses)}\n`);

const stop = (): void => {
  save();
  void emulator.close().then(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
