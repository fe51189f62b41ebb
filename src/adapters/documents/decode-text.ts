import { Unreadable } from './unreadable.js';

const withMark: readonly (readonly [mark: readonly number[], encoding: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

const utf8 = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/**
 * Bytes as text: by the mark at their beginning, else UTF-8, else what Excel in Arabic writes (Windows-1256, whose Latin part is
 * that of every Windows).
 * @throws {Unreadable} `unsupported`: it is no text.
 */
export const decodeText = (bytes: Uint8Array): string => {
  const marked = withMark.find(([mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (marked !== undefined) return new TextDecoder(marked[1]).decode(bytes);
  if (bytes.subarray(0, 65_536).includes(0)) throw new Unreadable('unsupported');
  return utf8(bytes) ?? new TextDecoder('windows-1256').decode(bytes);
};
