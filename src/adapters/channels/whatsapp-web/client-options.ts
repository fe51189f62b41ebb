import type { AuthStrategy, ClientOptions } from 'whatsapp-web.js';
import type { EngineSurroundings } from '#adapters/channels/whatsapp/engine';
import { browserEnvironment, type InstalledBrowser } from '#adapters/channels/whatsapp-web/browser';
import type { Pairing } from '#application/ports/whatsapp-engines';

/** How long the page may take until WhatsApp's program runs in it. */
const programWithinMs = 30_000;
/** The phone is asked for a code as often; only the first is shown. */
export const codeLivesMs = 180_000;
/** As many codes as WhatsApp hands out for one try. */
const mostCodes = 6;
const cacheBytes = 64 * 1_024 * 1_024;

export type ClientOptionsInput = {
  readonly browser: InstalledBrowser;
  readonly profile: string;
  readonly surroundings: Pick<EngineSurroundings, 'url' | 'rootKey'>;
  readonly pairing: Pairing | null;
  readonly isRoot: boolean;
  readonly authStrategy: AuthStrategy;
};

/** An emulated WhatsApp gets every connection of this browser, so that none reaches the real one. `rootKey`: its certificate's. */
const emulatorFlags = ({ url, rootKey }: ClientOptionsInput['surroundings']): readonly string[] => {
  if (url === null) return [];
  const flags = [`--host-resolver-rules=MAP *.whatsapp.com ${new URL(url).host}, MAP * ~NOTFOUND`];
  if (rootKey === null) return flags;
  return [...flags, `--ignore-certificate-errors-spki-list=${Buffer.from(rootKey).toString('base64')}`];
};

const flagsOf = ({ surroundings, isRoot }: ClientOptionsInput): string[] => [
  // Chromium's sandbox does not work for root; everybody else keeps it.
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-component-update',
  '--mute-audio',
  '--no-first-run',
  '--password-store=basic',
  `--disk-cache-size=${cacheBytes}`,
  ...emulatorFlags(surroundings),
];

/** Every default of the library that is an object is replaced: it would be shared by all clients of the process. */
export const clientOptionsOf = (input: ClientOptionsInput): ClientOptions => {
  const { browser, profile, pairing, authStrategy } = input;
  const phoneNumber = pairing?.kind === 'code' ? pairing.phone.replace(/\D/g, '') : '';
  return {
    authStrategy,
    authTimeoutMs: programWithinMs,
    // Otherwise it would write WhatsApp's page into the folder we run in.
    webVersionCache: { type: 'none' },
    qrMaxRetries: mostCodes,
    takeoverOnConflict: false,
    userAgent: browser.userAgent,
    pairWithPhoneNumber: { phoneNumber, showNotification: true, intervalMs: codeLivesMs },
    puppeteer: {
      executablePath: browser.path,
      headless: true,
      // No port that others on this machine could drive it by; and it ends when we do, however we end.
      pipe: true,
      userDataDir: profile,
      env: browserEnvironment(profile),
      defaultViewport: null,
      // Who ends this process decides when its sessions close.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: flagsOf(input),
    },
  };
};
