import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameOf, kindOfFile, kindOfMedia } from '#domain/conversation/file-kind';
import { isShownInPlace, keptTypes, storableTypes } from '#domain/conversation/stored-file';
import { anyText } from '#test/support/any-text';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

describe('what a file is', () => {
  it.each([
    ['image/png', '\x89PNG\r\n\x1a\nrest'],
    ['image/jpeg', '\xff\xd8\xff\xe0rest'],
    ['image/gif', 'GIF87a'],
    ['image/gif', 'GIF89a'],
    ['image/webp', 'RIFF\x10\x00\x00\x00WEBPVP8 '],
    ['application/pdf', '%PDF-1.7'],
  ])('is told by its first bytes: %s', (type, text) => {
    expect(kindOfFile(bytes(text))).toBe(type);
  });

  it.each([
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a drawing that can hold a script', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a program', 'MZ\x90\x00'],
    ['a PDF after something else', ' %PDF-1.7'],
    ['a sound in the same box as WebP', 'RIFF\x10\x00\x00\x00WAVEfmt '],
    ['half a PNG', '\x89PNG'],
    ['nothing', ''],
  ])('is nothing we take: %s', (_what, text) => {
    expect(kindOfFile(bytes(text))).toBeNull();
  });

  it('never fails, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (some) => {
        expect([null, ...storableTypes]).toContain(kindOfFile(some));
      }),
    );
  });
});

describe('what a file is called', () => {
  it.each([
    ['photo.png', 'image/png', 'photo.png'],
    ['photo.JPEG', 'image/jpeg', 'photo.jpeg'],
    ['invoice.pdf.exe', 'application/pdf', 'invoice.pdf.exe.pdf'],
    ['page.html', 'image/png', 'page.html.png'],
    ['../../etc/passwd', 'application/pdf', 'etc passwd.pdf'],
    ['صورة المنتج.png', 'image/png', 'صورة المنتج.png'],
    ['a\u202egpj.exe', 'image/png', 'a gpj.exe.png'],
    ['a"b\r\nSet-Cookie: x=y.pdf', 'application/pdf', 'a b Set-Cookie x=y.pdf'],
    ['', 'image/gif', 'file.gif'],
    ['...', 'image/gif', 'file.gif'],
    ['.png', 'image/png', 'file.png'],
  ] as const)('%j as %s is %j', (raw, type, name) => {
    expect(fileNameOf(raw, type)).toBe(name);
  });

  it('is short, on one line, and nothing a path or a header could trip over', () => {
    fc.assert(
      fc.property(anyText(400), fc.constantFrom(...storableTypes), (raw, type) => {
        const name = fileNameOf(raw, type);
        expect(name.length).toBeLessThanOrEqual(106);
        expect(name).not.toMatch(/[\p{Cc}/\\:*?"<>|]|^\./u);
        expect(name).toMatch(/^.+\.(?:png|jpe?g|jfif|gif|webp|pdf)$/su);
      }),
    );
  });
});

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describe('what came on WhatsApp', () => {
  it.each([
    ['image/webp', 'RIFF\x10\x00\x00\x00WEBPVP8 '],
    ['audio/ogg', 'OggS\x00\x02'],
    ['audio/mpeg', 'ID3\x04'],
    ['audio/mpeg', '\xff\xfb\x90'],
    ['audio/mp4', '\x00\x00\x00\x20ftypM4A '],
    ['video/mp4', '\x00\x00\x00\x20ftypisom'],
    [word, 'PK\x03\x04…[Content_Types].xml…word/document.xml'],
    ['application/octet-stream', 'PK\x03\x04…word/document.xml…word/vbaProject.bin'],
    ['application/octet-stream', 'PK\x03\x04…evil.exe'],
    ['application/octet-stream', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['application/octet-stream', '<!doctype html><script>alert(1)</script>'],
    ['application/octet-stream', 'MZ\x90\x00'],
    ['application/octet-stream', ''],
  ])('is told by its bytes, or kept as bytes: %s', (type, text) => {
    expect(kindOfMedia(bytes(text))).toBe(type);
  });

  it('is shown in place only if a browser draws or plays it', () => {
    expect(keptTypes.filter(isShownInPlace)).toEqual([
      'image/png',
      'image/jpeg',
      'image/gif',
      'image/webp',
      'audio/ogg',
      'audio/mpeg',
      'audio/mp4',
      'video/mp4',
    ]);
  });

  it.each([
    ['prices.csv', 'application/octet-stream', 'prices.csv'],
    ['run.exe', 'application/octet-stream', 'run.exe.bin'],
    ['page.html', 'application/octet-stream', 'page.html.bin'],
    ['picture.svg', 'application/octet-stream', 'picture.svg.bin'],
    ['', 'audio/ogg', 'file.ogg'],
    ['letter.docm', word, 'letter.docm.docx'],
  ] as const)('is called what it is: %j as %s is %j', (raw, type, name) => {
    expect(fileNameOf(raw, type)).toBe(name);
  });
});
