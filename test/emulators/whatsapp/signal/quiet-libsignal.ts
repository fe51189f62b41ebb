/** libsignal prints session records, private keys and all. Undone by the returned function. */
export const quietLibsignal = (): (() => void) => {
  const noise = /^(?:Clos|Open|Remov|Session|Decrypted message with|Failed to decrypt)/;
  const levels = ['log', 'info', 'warn', 'error'] as const;
  const originals = levels.map((level) => [level, console[level]] as const);
  for (const [level, original] of originals) {
    console[level] = (first: unknown, ...rest: unknown[]) => {
      if (!(typeof first === 'string' && noise.test(first))) original.call(console, first, ...rest);
    };
  }
  return () => {
    for (const [level, original] of originals) console[level] = original;
  };
};
