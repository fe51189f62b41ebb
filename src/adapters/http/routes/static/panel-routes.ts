import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Request } from 'express';
import { z } from 'zod';
import { redirect } from '#adapters/http/answers';
import { RequestRefused } from '#adapters/http/request-refused';
import { defineRoute, media, type Route } from '#adapters/http/route';
import { assetAnswer } from '#adapters/http/routes/static/asset-answer';
import { type Asset, AssetIndex } from '#adapters/http/routes/static/asset-index';

const tag = 'Pages';
const access = { kind: 'public' } as const;
const html = 'text/html; charset=utf-8';

/** Put into the page by the build wherever a nonce belongs. */
const placeholder = /__CSP_NONCE__/g;
/** The panel reads what stands in its address itself; a snippet's version number says nothing to us. */
const anyQuery = z.object({});

const policyOf = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    // Text becomes markup or a script only by the panel's one policy: see `shared/lib/trusted-types.ts` in admin-ui.
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');

/** The page of the panel, with a nonce that is good for this answer only. */
const pageAnswer = async ({ file }: Asset) => {
  const nonce = randomBytes(16).toString('base64');
  const page = (await readFile(file, 'utf8')).replaceAll(placeholder, nonce);
  const headers = { 'Content-Type': html, 'Content-Security-Policy': policyOf(nonce), 'Cache-Control': 'no-store' };
  return { status: 200, content: page, headers } as const;
};

/** Addresses of the panel's own router have no file; what looks like one and is none is not there. */
const answerTo = (index: AssetIndex, path: string, request: Request) => {
  const asset = path === 'index.html' ? null : index.find(path);
  if (asset !== null) return Promise.resolve(assetAnswer(asset, request));
  const page = index.find('index.html');
  if (page === null || path.startsWith('assets/'))
    throw new RequestRefused(404, 'route.not_found', 'nothing is at this address');
  return pageAnswer(page);
};

/** The panel: one page, and its files. */
export const panelRoutes = (assetsFolder: string): Route[] => {
  const index = new AssetIndex(assetsFolder, 'admin-ui');
  return [
    defineRoute({
      method: 'get',
      path: '/',
      summary: 'To the panel',
      tag,
      access,
      query: anyQuery,
      response: { 302: null },
      handle: () => Promise.resolve(redirect('/app/')),
    }),
    defineRoute({
      method: 'get',
      path: '/app',
      summary: 'The panel',
      tag,
      access,
      query: anyQuery,
      response: { 200: media(html) },
      handle: (_input, { request }) => answerTo(index, '', request),
    }),
    defineRoute({
      method: 'get',
      path: '/app/*path',
      summary: 'Any page or file of the panel',
      tag,
      access,
      params: z.strictObject({ path: z.array(z.string().max(200)).max(20) }),
      query: anyQuery,
      response: { 200: media(html) },
      handle: ({ params }, { request }) => answerTo(index, params.path.join('/'), request),
    }),
  ];
};
