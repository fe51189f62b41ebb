import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EngineSurroundings } from '#adapters/channels/whatsapp/engine';
import { type LaunchChild, launchChild } from '#adapters/channels/whatsapp/ipc/child-link';
import type { WhatsAppConfig } from '#infrastructure/config/config';

export const surroundingsOf = (config: WhatsAppConfig): EngineSurroundings => ({
  url: config.url,
  rootKey: config.rootKey,
  version: config.version,
  codeMs: config.codeMs,
  restoreSignatureChecks: config.signatureChecks,
  chromiumPath: config.chromiumPath,
  sessionsFolder: resolve(config.sessionsDir),
  largestMedia: config.mediaLimit,
});

/** From `src`, which needs what reads TypeScript, and from `dist` alike. */
const isSource = import.meta.url.endsWith('.ts');
const entry = fileURLToPath(new URL(`../main/whatsapp.${isSource ? 'ts' : 'js'}`, import.meta.url));
const execArgv = isSource ? ['--conditions=source', '--import', 'tsx'] : [];

/** An engine process is told where programs are and nothing else of our environment: no key, no address of ours. */
export const launchEngineProcess = (environment: Readonly<Record<string, string>>): LaunchChild =>
  launchChild({ entry, execArgv, environment });
