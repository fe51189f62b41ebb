import { z } from 'zod';
import { plain } from '#adapters/http/answers';
import { defineRoute, media, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';
import { NotFound } from '#application/not-found';
import type { Receipt } from '#application/receipts/read-receipt';
import { languages } from '#domain/shared/language';

const tag = 'Pages';
const access = { kind: 'public' } as const;
const html = media('text/html; charset=utf-8');
const pageHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
};

const ifThere = async (receipt: Promise<Receipt>): Promise<Receipt | null> => {
  try {
    return await receipt;
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
};

const pages = () => import('#adapters/http/routes/receipts/receipt-page');

const receipt = (useCase: UseCases['readReceipt']): Route =>
  defineRoute({
    method: 'get',
    path: '/receipts/:token',
    summary: 'The receipt of a quoted price, for whoever was given its address',
    tag,
    access,
    ipLimit: 'widget',
    params: z.strictObject({ token: z.string().max(300) }),
    query: z.object({ lang: z.enum(languages).optional().catch(undefined) }),
    response: { 200: html, 404: html },
    handle: async ({ params, query }) => {
      const found = await ifThere(useCase.execute(params));
      const { receiptPage, noReceiptPage } = await pages();
      if (found === null) return { ...plain(noReceiptPage(query.lang ?? 'en'), pageHeaders), status: 404 as const };
      return plain(receiptPage(found, query.lang ?? found.language), pageHeaders);
    },
  });

const style = (): Route =>
  defineRoute({
    method: 'get',
    path: '/static/receipt.css',
    summary: 'How a price receipt looks',
    tag,
    access,
    response: { 200: media('text/css; charset=utf-8') },
    handle: async () => plain((await pages()).receiptStyle, { 'Cache-Control': 'public, max-age=3600' }),
  });

export const receiptRoutes = ({ readReceipt }: Pick<UseCases, 'readReceipt'>): Route[] => [
  receipt(readReceipt),
  style(),
];
