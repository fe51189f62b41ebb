import { z } from 'zod';
import { plain, redirect } from '#adapters/http/answers';
import { line } from '#adapters/http/contract/text';
import { defineRoute, media, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';
import { NotFound } from '#application/not-found';
import type { DemoShop } from '#application/widget/read-demo-shop';
import { type Language, languages } from '#domain/shared/language';

const tag = 'Pages';
const access = { kind: 'public' } as const;
const html = media('text/html; charset=utf-8');
const lasting = { 'Cache-Control': 'public, max-age=300' };

/** As strict as a careful site's: whatever the chat needs, it needs under this. Our own panel may show it as a preview. */
const pageHeaders = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'X-Frame-Options': 'SAMEORIGIN',
};

const anyLanguage = z.enum(languages).optional().catch(undefined);
const ifThere = async (shop: Promise<DemoShop>): Promise<DemoShop | null> => {
  try {
    return await shop;
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
};

const pages = () => import('#adapters/http/routes/demo/shop-page');
const styles = () => import('#adapters/http/routes/demo/shop-style');

const lost = async (language: Language | undefined) => ({
  ...plain((await pages()).noShopPage(language ?? 'en'), pageHeaders),
  status: 404 as const,
});

const shop = (useCase: UseCases['readDemoShop']): Route =>
  defineRoute({
    method: 'get',
    path: '/demo/:slug',
    summary: 'A small shop page with the chat of a business on it',
    tag,
    access,
    params: z.strictObject({ slug: z.string().max(64) }),
    query: z.object({ lang: anyLanguage }),
    response: { 200: html, 404: html },
    handle: async ({ params, query }, { request }) => {
      const acceptLanguage = request.headers['accept-language'] ?? '';
      const language = query.lang ?? null;
      const found = await ifThere(useCase.execute({ slug: params.slug, language, acceptLanguage }));
      if (found === null) return lost(query.lang);
      return plain((await pages()).shopPage(found), pageHeaders);
    },
  });

/** The page of the business that is named, or of the only one there is. */
const front = (useCase: UseCases['readDemoShop']): Route =>
  defineRoute({
    method: 'get',
    path: '/demo',
    summary: "To the demo page of a business: the one named by `company`, else the platform's only one",
    tag,
    access,
    query: z.object({ company: line(64).optional().catch(undefined), lang: anyLanguage }),
    response: { 302: null, 404: html },
    handle: async ({ query }) => {
      const wanted = { slug: query.company ?? null, language: query.lang ?? null, acceptLanguage: '' };
      const found = await ifThere(useCase.execute(wanted));
      if (found === null) return lost(query.lang);
      return redirect(`/demo/${found.slug}${query.lang === undefined ? '' : `?lang=${query.lang}`}`);
    },
  });

const style: Route = defineRoute({
  method: 'get',
  path: '/static/demo/shop.css',
  summary: 'The style sheet of the demo page',
  tag,
  access,
  query: z.object({
    brand: z
      .string()
      .regex(/^[0-9a-f]{6}$/)
      .catch('0f766e'),
  }),
  response: { 200: media('text/css; charset=utf-8') },
  handle: async ({ query }) => plain((await styles()).shopStyle(query.brand), lasting),
});

const icon: Route = defineRoute({
  method: 'get',
  path: '/static/demo/icon.svg',
  summary: 'The icon of the demo page',
  tag,
  access,
  response: { 200: media('image/svg+xml') },
  handle: async () => plain((await styles()).shopIcon, lasting),
});

export const demoRoutes = ({ readDemoShop }: Pick<UseCases, 'readDemoShop'>): Route[] => [
  front(readDemoShop),
  shop(readDemoShop),
  style,
  icon,
];
