import type { StorableType } from '#domain/conversation/stored-file';

type Signature = { readonly type: StorableType; readonly parts: readonly (readonly [at: number, bytes: string])[] };

/** What the first bytes of each kind are (the formats' own specifications). One character stands for one byte. */
const signatures: readonly Signature[] = [
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

const endings: Readonly<Record<StorableType, readonly [string, ...string[]]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
};

const longest = 100;
/** Controls, the signs that turn writing around, and what means something in a path or a header. */
const unwanted = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029/\\:*?"<>|]+/gu;

/** A name that is safe to show and to save under, with the ending of what the file really is. */
export const fileNameOf = (raw: string, type: StorableType): string => {
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
