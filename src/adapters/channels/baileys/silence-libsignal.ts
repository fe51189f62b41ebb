/** What libsignal prints: whole session records, private keys included. */
const records =
  /^(Closing session|Opening session|Removing old closed session|Session already|Closing open session|Closing stale|Decrypted message with closed session|Failed to decrypt message|Session error|Deleting all sessions|V1 session|WARNING: Expected|Unhandled bucket)/;
const origin = /[\\/]libsignal[\\/]/;

const isLibsignals = (first: unknown): boolean =>
  (typeof first === 'string' && records.test(first)) || origin.test(new Error('where from').stack ?? '');

const muted = (print: (...words: unknown[]) => void) =>
  function print_(...words: unknown[]): void {
    if (!isLibsignals(words[0])) print(...words);
  };

let isSilent = false;

/** Once per process, and before the library is used: what it prints must reach no log. */
export const silenceLibsignal = (): void => {
  if (isSilent) return;
  isSilent = true;
  // This is the only way to keep a library's private keys out of the log.
  const target = console;
  for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
    target[level] = muted(target[level].bind(target));
  }
};
