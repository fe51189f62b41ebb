import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pacingReasons } from '#domain/channel/sending/pacing-reason';
import { sessionStatuses } from '#domain/channel/session/session-status';
import { inbox as arabic } from '../../../admin-ui/src/shared/i18n/ar/inbox.js';
import { inbox as english } from '../../../admin-ui/src/shared/i18n/en/inbox.js';
import { sessionWords } from '../../../admin-ui/src/shared/i18n/session.js';

const source = new URL('../../../src/', import.meta.url).pathname;
const files = ['application/whatsapp', 'domain/channel', 'adapters/channels']
  .flatMap((folder) =>
    readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(source, folder, name)),
  )
  .filter((path) => path.endsWith('.ts') && !/\/(?:cloud-api|widget)\//.test(path));

/** Events of the log and codes of errors are nobody's to read in the inbox; but for those that a send ends with. */
const isOther = (line: string): boolean => /telemetry\b|readonly code|event: |import /.test(line);
const ofErrors = ['whatsapp.process_gone', 'whatsapp.process_too_slow'];
const written = files.flatMap((path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => !isOther(line))
    .flatMap((line) => line.match(/(?<=')whatsapp\.(?!net')[a-z_]+(?=')/g) ?? []),
);

/** Why a message of a linked number waits or does not leave, as the code says it. */
const codes = new Set([
  ...pacingReasons,
  ...sessionStatuses.filter((status) => status !== 'open').map((status) => `whatsapp.${status}`),
  ...ofErrors,
  ...written,
]);

describe('why a message of a linked number did not leave', () => {
  it('is found in the source at all', () => {
    expect(codes).toContain('whatsapp.no_such_number');
    expect(codes).toContain('whatsapp.reach_out_time_lock');
    expect(codes.size).toBeGreaterThan(40);
  });

  it.each([...codes].sort())('%s has words in both languages, in the inbox and at the number', (code) => {
    expect(english.delivery[code]).toMatch(/^[A-Z].*\.$/);
    expect(arabic.delivery[code]).toMatch(/[\u0600-\u06ff].*\.$/);
    expect(sessionWords.en.pacing[code]).toBe(english.delivery[code]);
    expect(sessionWords.ar.pacing[code]).toBe(arabic.delivery[code]);
  });

  it('has no words for what nobody says', () => {
    const worded = Object.keys(english.delivery).filter((code) => /^(?:pacing|whatsapp)\./.test(code));
    expect(worded.filter((code) => !codes.has(code))).toEqual([]);
    expect(Object.keys(arabic.delivery).sort()).toEqual(Object.keys(english.delivery).sort());
  });
});
