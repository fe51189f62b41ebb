import { PageTooSlow } from '#adapters/channels/whatsapp-web/errors';

export type Close = { readonly code: number; readonly reason: string };

const close = (code: number, reason: string): Close => ({ code, reason });

/** What the page says of itself, as the codes of notes/baileys.md §6. */
const reasons: ReadonlyMap<string, Close> = new Map([
  ['LOGOUT', close(401, 'conflict: unlinked on the phone (LOGOUT)')],
  ['UNPAIRED', close(401, 'conflict: unlinked on the phone (UNPAIRED)')],
  ['UNPAIRED_IDLE', close(401, 'conflict: unlinked on the phone (UNPAIRED_IDLE)')],
  ['CONFLICT', close(440, 'conflict: WhatsApp Web is open elsewhere')],
  ['DEPRECATED_VERSION', close(405, 'this WhatsApp Web is too old')],
  ['TOS_BLOCK', close(403, 'the account is blocked (TOS_BLOCK)')],
  ['SMB_TOS_BLOCK', close(403, 'the account is blocked (SMB_TOS_BLOCK)')],
  ['PROXYBLOCK', close(503, 'a proxy is in the way (PROXYBLOCK)')],
  ['NAVIGATION', close(428, 'the page went elsewhere (NAVIGATION)')],
  ['Max qrcode retries reached', close(408, 'QR refs attempts ended')],
]);

/** Ends after which the phone knows this device no more. */
export const isUnlinked = ({ code }: Close): boolean => code === 401;

/** `null`: a state that is no end. */
export const closeOfState = (state: string): Close | null => reasons.get(state) ?? null;

export const closeOfDisconnect = (reason: string): Close =>
  closeOfState(reason) ?? close(500, `disconnected (${reason.slice(0, 60)})`);

export const pageCrashed = close(500, 'the page crashed');
export const pageStopped = close(500, 'the page does not answer');
export const browserGone = close(500, 'the browser ended');
export const notLinked = close(401, 'no phone is linked');
export const tooLate = close(408, 'Timed Out: WhatsApp Web was not ready in time');
export const notScanned = close(408, 'QR refs attempts ended');
export const noCode = close(408, 'no pairing code could be had');
export const connectionLost = close(408, 'Connection was lost');
export const notStored = close(500, 'what was heard could not be stored');

/** Why a client could not be started. The library throws words, errors of the browser and errors of the page. */
export const closeOfFault = (cause: unknown): Close => {
  if (cause instanceof PageTooSlow) return tooLate;
  const words = cause instanceof Error ? cause.message : String(cause);
  if (words === 'auth timeout' || words === 'ready timeout') return tooLate;
  const network = /net::(ERR_[A-Z_]+)/.exec(words)?.[1];
  if (network !== undefined) return close(408, `WebSocket Error (${network})`);
  if (/launch/i.test(words)) return close(500, 'the browser did not start');
  return close(500, 'WhatsApp Web did not start');
};
