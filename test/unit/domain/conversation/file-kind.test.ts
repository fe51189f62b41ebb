import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameOf, kindOfFile } from '#domain/conversation/file-kind';
import { storableTypes } from '#domain/conversation/stored-file';

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
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.constantFrom(...storableTypes), (raw, type) => {
        const name = fileNameOf(raw, type);
        expect(name.length).toBeLessThanOrEqual(106);
        expect(name).not.toMatch(/[\p{Cc}/\\:*?"<>|]|^\./u);
        expect(name).toMatch(/^.+\.(?:png|jpe?g|jfif|gif|webp|pdf)$/su);
      }),
    );
  });
});
