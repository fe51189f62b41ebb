import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const script = fileURLToPath(new URL('./talk-and-print-secrets.ts', import.meta.url));

describe('a process with the Baileys engine', () => {
  it('prints no key, no code and nobody’s words', { timeout: 60_000 }, async () => {
    const options = { timeout: 50_000, maxBuffer: 50_000_000 };
    const { stdout, stderr } = await run(process.execPath, ['--import', 'tsx', '--conditions=source', script], options);
    // Its own last line says what must not be anywhere else.
    const lines = stdout.trimEnd().split('\n');
    const { secrets, logged, sessions, heard } = JSON.parse(lines.pop() ?? '{}') as {
      readonly secrets: readonly string[];
      readonly logged: string;
      readonly sessions: number;
      readonly heard: number;
    };
    expect(secrets.length).toBeGreaterThan(800);
    expect(sessions).toBeGreaterThan(1);
    expect(heard).toBeGreaterThan(2);
    const printed = `${lines.join('\n')}${stderr}${logged}`;
    expect(secrets.filter((secret) => printed.includes(secret))).toEqual([]);
    expect(printed).not.toMatch(/privKey|Closing session|SessionEntry|rootKey|<Buffer/);
    // The silencer is for that library only.
    expect(lines).toContain('a line of our own');
  });
});
