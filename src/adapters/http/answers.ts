import type { OpenStream } from '#adapters/http/event-stream';

type Headers = Readonly<Record<string, string>>;

/** A JSON answer. Its status and body are held against what the route declares, by the compiler. */
export const json = <Status extends number, const Body>(status: Status, body: Body, headers: Headers = {}) => ({
  status,
  body,
  headers,
});

export const noContent = (headers: Headers = {}) => ({ status: 204, headers }) as const;

/** Text of the type the route declares. */
export const plain = (content: string, headers: Headers = {}) => ({ status: 200, content, headers }) as const;

/** Bytes from memory. */
export const bytesAnswer = (bytes: Uint8Array, headers: Headers = {}) =>
  ({ status: 200, content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), headers }) as const;

/** Elsewhere, for now. */
export const redirect = (to: string, headers: Headers = {}) =>
  ({ status: 302, headers: { Location: to, ...headers } }) as const;

/** A file of ours as it lies on the disk. */
export const fileAnswer = (file: string, headers: Headers = {}) => ({ status: 200, file, headers }) as const;

/** Events as they happen, until the client leaves. */
export const streamAnswer = (stream: OpenStream) => ({ status: 200, stream }) as const;
