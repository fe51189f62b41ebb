/** What goes wrong on the other side, as far as it may cross: its class, its code, and words without anybody's data. */
export type FrameError = { readonly name: string; readonly code: string | null; readonly message: string };

/** One message between the two processes. `id` counts each side's own calls. */
export type Frame =
  | { readonly is: 'call'; readonly id: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly is: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly is: 'failure'; readonly id: number; readonly error: FrameError }
  /** Asks for no answer. */
  | { readonly is: 'tell'; readonly name: string; readonly args: readonly unknown[] };

const isId = (id: unknown): id is number => Number.isSafeInteger(id) && (id as number) > 0;

const isError = (error: unknown): error is FrameError => {
  const { name, code, message } = (error ?? {}) as Partial<FrameError>;
  return typeof name === 'string' && typeof message === 'string' && (code === null || typeof code === 'string');
};

const shapes: { readonly [Is in Frame['is']]: (frame: Record<string, unknown>) => boolean } = {
  call: ({ id, name, args }) => isId(id) && typeof name === 'string' && Array.isArray(args),
  answer: ({ id }) => isId(id),
  failure: ({ id, error }) => isId(id) && isError(error),
  tell: ({ name, args }) => typeof name === 'string' && Array.isArray(args),
};

/** Is it one of ours? What is inside the arguments is the protocol's to know. */
export const isFrame = (raw: unknown): raw is Frame => {
  if (typeof raw !== 'object' || raw === null) return false;
  const frame = raw as Record<string, unknown>;
  const is = frame['is'];
  return typeof is === 'string' && Object.hasOwn(shapes, is) && shapes[is as Frame['is']](frame);
};

/** An error of the other side. `code` is that of the `DomainError` it was, if it was one. */
export class RemoteFailure extends Error {
  readonly code: string | null;
  constructor({ name, code, message }: FrameError) {
    super(message);
    this.name = name;
    this.code = code;
  }
}

/** The code that errors of both sides carry. */
export const codeOf = (error: unknown): string | null => {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : null;
};

export const toFrameError = (error: unknown): FrameError => ({
  name: error instanceof Error ? error.name : 'Error',
  code: codeOf(error),
  message: error instanceof Error ? error.message : String(error),
});
