import type { Request } from 'express';
import { fileAnswer } from '#adapters/http/answers';
import { RequestRefused } from '#adapters/http/request-refused';
import type { Asset, Encoding } from '#adapters/http/routes/static/asset-index';

const aYear = 31_536_000;
const aMoment = 300;

/** Any page may load it, from any site. */
export const forEverySite = {
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
} as const;

const endings: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz' };

/** The smallest of what lies there and the client takes. */
const encodingOf = ({ encodings }: Asset, { headers }: Request): Encoding | null => {
  const accepted = (headers['accept-encoding'] ?? '').toLowerCase();
  const takes = (name: Encoding): boolean =>
    new RegExp(`(?:^|[,\\s])${name}(?:$|[,\\s]|;(?!\\s*q=0(?:\\.0*)?(?:$|[,\\s])))`).test(accepted);
  return (['br', 'gzip'] as const).find((name) => encodings.has(name) && takes(name)) ?? null;
};

/** A built file: for a year if its name tells its content, else for some minutes and then only after asking. */
export const assetAnswer = (asset: Asset | null, request: Request, more: Readonly<Record<string, string>> = {}) => {
  if (asset === null) throw new RequestRefused(404, 'route.not_found', 'nothing is at this address');
  const encoding = encodingOf(asset, request);
  const cache = asset.isHashed ? `public, max-age=${aYear}, immutable` : `public, max-age=${aMoment}, must-revalidate`;
  return fileAnswer(encoding === null ? asset.file : asset.file + endings[encoding], {
    'Content-Type': asset.type,
    'Cache-Control': cache,
    ETag: `W/"${asset.tag}${encoding === null ? '' : `-${encoding}`}"`,
    ...(asset.encodings.size > 0 && { Vary: 'Accept-Encoding' }),
    ...(encoding !== null && { 'Content-Encoding': encoding }),
    ...more,
  });
};
