import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';

const folder = new URL('../phone/', import.meta.url);

const files: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/phone': ['phone.html', 'text/html'],
  '/phone/icon.svg': ['icon.svg', 'image/svg+xml'],
  '/phone/phone.css': ['phone.css', 'text/css'],
  '/phone/phone.js': ['phone.js', 'text/javascript'],
  '/phone/attempt.js': ['attempt.js', 'text/javascript'],
  '/phone/sheets.js': ['sheets.js', 'text/javascript'],
  '/phone/view.js': ['view.js', 'text/javascript'],
  '/phone/emulator.js': ['emulator.js', 'text/javascript'],
};

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** The virtual phone. `false`: none of its files. */
export const servePhonePage = (path: string, response: ServerResponse): boolean => {
  const found = files[path];
  if (found === undefined) return false;
  const [file, type] = found;
  readFile(new URL(file, folder)).then(
    (content) => {
      const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' };
      response.writeHead(200, { ...headers, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' });
      response.end(content);
    },
    () => response.writeHead(500).end(),
  );
  return true;
};
