import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { promisify } from 'node:util';
import { NoBrowser } from '#adapters/channels/whatsapp-web/errors';

export type InstalledBrowser = { readonly path: string; readonly userAgent: string };

const run = promisify(execFile);
const answerWithinMs = 15_000;

/** What a browser inherits of us: nothing. Our own environment holds secrets. */
export const browserEnvironment = (home: string): Record<string, string> => ({
  HOME: home,
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LANG: 'C.UTF-8',
});

/** As this Chromium names itself with a window: the name it has without one is turned away, and so is the library's old one. */
const userAgentOf = (major: string): string =>
  `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`;

/** @throws {NoBrowser} */
export const findBrowser = async (path: string | null): Promise<InstalledBrowser> => {
  if (path === null) throw new NoBrowser('no Chromium is configured');
  try {
    await access(path, constants.X_OK);
    const { stdout } = await run(path, ['--version'], {
      env: browserEnvironment('/nonexistent'),
      timeout: answerWithinMs,
    });
    const major = /(\d+)\.\d+\.\d+/.exec(stdout)?.[1];
    if (major !== undefined) return { path, userAgent: userAgentOf(major) };
  } catch (cause) {
    throw new NoBrowser('there is no Chromium that runs', {}, cause);
  }
  throw new NoBrowser('what is there is no Chromium');
};
