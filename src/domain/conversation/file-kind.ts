import type { KeptType, StorableType } from '#domain/conversation/stored-file';

type Signature<Type> = { readonly type: Type; readonly parts: readonly (readonly [at: number, bytes: string])[] };

/** What the first bytes of each kind are (the formats' own specifications). One character stands for one byte. */
const signatures: readonly Signature<StorableType>[] = [
  { type: 'image/png', parts: [[0, '\x89PNG\r\n\x1a\n']] },
  { type: 'image/jpeg', parts: [[0, '\xff\xd8\xff']] },
  { type: 'image/gif', parts: [[0, 'GIF87a']] },
  { type: 'image/gif', parts: [[0, 'GIF89a']] },
  {
    type: 'image/webp',
    parts: [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  },
  { type: 'application/pdf', parts: [[0, '%PDF-']] },
];

const standsAt = (bytes: Uint8Array, at: number, text: string): boolean => {
  for (let index = 0; index < text.length; index += 1) if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
};

/** What a file is by its first bytes, whatever its name and its sender say. `null`: nothing we take. */
export const kindOfFile = (bytes: Uint8Array): StorableType | null =>
  signatures.find(({ parts }) => parts.every(([at, text]) => standsAt(bytes, at, text)))?.type ?? null;

/** What else WhatsApp carries. MP4 is a box of many things: its brand says whether it is sound alone. */
const moreSignatures: readonly Signature<KeptType>[] = [
  { type: 'audio/ogg', parts: [[0, 'OggS']] },
  { type: 'audio/mpeg', parts: [[0, 'ID3']] },
  { type: 'audio/mpeg', parts: [[0, '\xff\xfb']] },
  { type: 'audio/mpeg', parts: [[0, '\xff\xf3']] },
  { type: 'audio/mp4', parts: [[4, 'ftypM4A']] },
  { type: 'video/mp4', parts: [[4, 'ftyp']] },
];

const officeParts: readonly (readonly [part: string, type: KeptType])[] = [
  ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/presentation.xml', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

/** A ZIP file lists what it holds at its end. */
const listLength = 65_536;
const macros = 'vbaProject.bin';

const textOf = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/** An office document without macros. */
const officeType = (bytes: Uint8Array): KeptType | null => {
  if (!standsAt(bytes, 0, 'PK\x03\x04')) return null;
  const list = textOf(bytes.subarray(-listLength));
  return list.includes(macros) ? null : (officeParts.find(([part]) => list.includes(part))?.[1] ?? null);
};

/** The same of what customers send on WhatsApp; what we do not know is kept as bytes, for saving only. */
export const kindOfMedia = (bytes: Uint8Array): KeptType =>
  kindOfFile(bytes) ??
  moreSignatures.find(({ parts }) => parts.every(([at, text]) => standsAt(bytes, at, text)))?.type ??
  officeType(bytes) ??
  'application/octet-stream';

const endings: Readonly<Record<KeptType, readonly [string, ...string[]]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a'],
  'video/mp4': ['mp4', 'mov', '3gp'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  // Nothing that runs when somebody opens it; anything else is called what it is to us: bytes.
  'application/octet-stream': ['bin', 'txt', 'csv', 'zip', 'vcf', 'ics', 'odt', 'ods', 'wav', 'heic', 'avi', 'mkv'],
};

const longest = 100;
/** Controls, the signs that turn writing around, and what means something in a path or a header. */
const unwanted = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029/\\:*?"<>|]+/gu;

/** A name that is safe to show and to save under, with the ending of what the file really is. */
export const fileNameOf = (raw: string, type: KeptType): string => {
  const name = raw.normalize('NFC').replaceAll(unwanted, ' ').replaceAll(/\s+/g, ' ').trim();
  const [ending] = endings[type];
  const last = /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase();
  const isTrue = last !== undefined && endings[type].includes(last);
  const whole = isTrue ? name.slice(0, -(last.length + 1)) : name;
  const stem = whole
    .replace(/^[.\s]+/, '')
    .slice(0, longest)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
  return `${stem || 'file'}.${isTrue ? last : ending}`;
};
