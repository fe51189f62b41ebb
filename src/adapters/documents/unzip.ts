import { Buffer } from 'node:buffer';
import { inflateRawSync } from 'node:zlib';
import { limits } from './limits.js';
import { Unreadable } from './unreadable.js';

/** One file of a ZIP container, as its list at the end says. */
export type ZipEntry = {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly packed: number;
  readonly unpacked: number;
  readonly at: number;
};

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
const endLength = 22;
const longestComment = 65_535;

/** Where the end record stands: it is searched for from the end, behind a comment of any length. */
const endAt = (zip: Buffer): number => {
  for (let at = zip.length - endLength; at >= Math.max(0, zip.length - endLength - longestComment); at -= 1)
    if (zip.readUInt32LE(at) === endMark) return at;
  throw new Unreadable('broken');
};

const entryAt = (zip: Buffer, at: number): { readonly entry: ZipEntry; readonly next: number } => {
  if (at + 46 > zip.length || zip.readUInt32LE(at) !== entryMark) throw new Unreadable('broken');
  const nameLength = zip.readUInt16LE(at + 28);
  const end = at + 46 + nameLength;
  const entry = {
    name: zip.toString('utf8', at + 46, end),
    method: zip.readUInt16LE(at + 10),
    isEncrypted: (zip.readUInt16LE(at + 8) & 1) === 1,
    packed: zip.readUInt32LE(at + 20),
    unpacked: zip.readUInt32LE(at + 24),
    at: zip.readUInt32LE(at + 42),
  };
  return { entry, next: end + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32) };
};

const bursts = ({ packed, unpacked }: Pick<ZipEntry, 'packed' | 'unpacked'>): boolean =>
  unpacked > limits.zipRatioFrom && unpacked / Math.max(1, packed) > limits.zipRatio;

/** What a container says it holds. @throws {Unreadable} `broken`, or `zip_bomb` by its own account. */
export const zipEntries = (bytes: Uint8Array): readonly ZipEntry[] => {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endAt(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > limits.zipEntries) throw new Unreadable('zip_bomb');
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let n = 0; n < count; n += 1) {
    const { entry, next } = entryAt(zip, at);
    entries.push(entry);
    at = next;
  }
  const total = entries.reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (total > limits.zipTotalBytes || entries.some(bursts)) throw new Unreadable('zip_bomb');
  return entries;
};

const inflated = (packed: Buffer): Buffer => {
  try {
    return inflateRawSync(packed, { maxOutputLength: limits.zipEntryBytes });
  } catch (error) {
    // What it says of itself may be a lie; what comes out of it is counted.
    throw new Unreadable((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'zip_bomb' : 'broken');
  }
};

/** @throws {Unreadable} */
export const unzipEntry = (bytes: Uint8Array, entry: ZipEntry): Uint8Array => {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.isEncrypted) throw new Unreadable('encrypted');
  if (entry.at + 30 > zip.length || zip.readUInt32LE(entry.at) !== localMark) throw new Unreadable('broken');
  const start = entry.at + 30 + zip.readUInt16LE(entry.at + 26) + zip.readUInt16LE(entry.at + 28);
  const packed = zip.subarray(start, start + entry.packed);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new Unreadable('broken');
  const unpacked = inflated(packed);
  if (bursts({ packed: packed.length, unpacked: unpacked.length })) throw new Unreadable('zip_bomb');
  return unpacked;
};
