import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One for all of the demo's accounts: made at its first start, and told again at every other one. */
export const demoPassword = (dataDir: string): string => {
  const path = join(dataDir, 'demo-password');
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const password = `demo-${randomBytes(9).toString('base64url')}`;
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(path, `${password}\n`, { mode: 0o600 });
    return password;
  }
};
