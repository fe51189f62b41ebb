import { crc32, deflateRawSync } from 'node:zlib';

export type ZipPart = {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the list claims it unpacks to, where that is a lie. */
  readonly claims?: number;
};

const u16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};

/** A ZIP container, as small as one can be. */
export const makeZip = (parts: readonly ZipPart[]): Buffer => {
  const files: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, content, claims } of parts) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const common = [
      u16(20),
      u16(0),
      u16(8),
      u32(0),
      u32(crc32(bytes)),
      u32(packed.length),
      u32(claims ?? bytes.length),
    ];
    const local = Buffer.concat([u32(0x04034b50), ...common, u16(name.length), u16(0), Buffer.from(name), packed]);
    list.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(20),
        ...common,
        u16(name.length),
        u16(0),
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(at),
        Buffer.from(name),
      ]),
    );
    files.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(list);
  const end = [
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(parts.length),
    u16(parts.length),
    u32(directory.length),
    u32(at),
    u16(0),
  ];
  return Buffer.concat([...files, directory, ...end]);
};
