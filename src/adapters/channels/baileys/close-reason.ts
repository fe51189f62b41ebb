/** The library asks an error for its code in this form. */
export class SocketEnd extends Error {
  readonly output: { readonly statusCode: number };

  constructor(statusCode: number, message: string) {
    super(message);
    this.name = 'SocketEnd';
    this.output = { statusCode };
  }
}

const dropped = 428;
const longest = 200;

/** The code of notes/baileys.md §6. A connection that dropped under a question rejects it with the bare number 1006. */
export const codeOf = (error: unknown): number => {
  if (error === undefined || error === 1006) return dropped;
  if (typeof error === 'number') return error;
  const code: unknown = (error as { output?: { statusCode?: unknown } } | null)?.output?.statusCode;
  return typeof code === 'number' && Number.isInteger(code) ? code : 500;
};

export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message.slice(0, longest) : 'Connection Terminated';
