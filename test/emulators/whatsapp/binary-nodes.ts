import type { BinaryNode } from '@whiskeysockets/baileys';

/** The children of a stanza, of one tag if it is given. */
export const children = (node: BinaryNode | undefined, tag?: string): readonly BinaryNode[] =>
  Array.isArray(node?.content) ? node.content.filter((one) => tag === undefined || one.tag === tag) : [];

export const child = (node: BinaryNode | undefined, tag: string): BinaryNode | undefined => children(node, tag)[0];

/** The content as bytes; `undefined`: there is none, or there are children instead. */
export const bytesOf = (node: BinaryNode | undefined): Buffer | undefined => {
  const content = node?.content;
  return content === undefined || Array.isArray(content) ? undefined : Buffer.from(content);
};

/** The bytes of a child that must be there: a stanza without it is the client's fault and ends its connection. */
export const bytesAt = (node: BinaryNode | undefined, tag: string): Buffer => {
  const bytes = bytesOf(child(node, tag));
  if (bytes === undefined) throw new Error(`<${node?.tag}> came without <${tag}>`);
  return bytes;
};

export const node = (
  tag: string,
  attrs: Readonly<Record<string, string>> = {},
  content?: BinaryNode[] | Uint8Array,
): BinaryNode => (content === undefined ? { tag, attrs: { ...attrs } } : { tag, attrs: { ...attrs }, content });

/** Big endian, as ids stand in stanzas. */
export const uint = (value: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(value, 0, length);
  return bytes;
};

export const intOf = (bytes: Buffer): number => bytes.readUIntBE(0, bytes.length);

export const unixSeconds = (): number => Math.floor(Date.now() / 1000);
export const timestamp = (): string => String(unixSeconds());
