import { z } from 'zod';
import { redirect } from '#adapters/http/answers';
import { defineRoute, media, type Route } from '#adapters/http/route';
import { assetAnswer, forEverySite } from '#adapters/http/routes/static/asset-answer';
import { AssetIndex } from '#adapters/http/routes/static/asset-index';
import { widgetThemes } from '#domain/channel/widget-settings';

const tag = 'Pages';
const access = { kind: 'public' } as const;
const script = media('text/javascript; charset=utf-8');
/** A version number or the like, against caches. */
const anyQuery = z.object({});
const style = media('text/css; charset=utf-8');

const named = (index: AssetIndex, path: string, name: string, type: typeof script, summary: string): Route =>
  defineRoute({
    method: 'get',
    path,
    summary,
    tag,
    access,
    query: anyQuery,
    response: { 200: type },
    handle: async (_input, { request }) => assetAnswer(index.find(name), request, forEverySite),
  });

const theme = (index: AssetIndex): Route =>
  defineRoute({
    method: 'get',
    path: '/static/widget/themes/:theme.css',
    summary: 'One of the looks of the website chat',
    tag,
    access,
    query: anyQuery,
    params: z.strictObject({ theme: z.enum(widgetThemes) }),
    response: { 200: style },
    handle: async ({ params }, { request }) =>
      assetAnswer(index.find(`themes/${params.theme}.css`), request, forEverySite),
  });

/**
 * A page that was opened, or a script that was cached, before we were updated asks for the panel by its old name: it gets the
 * new one. Only the panel: the two are strangers but for what `mount.ts` says, its parts fit nothing but itself.
 */
const nextPanel = (index: AssetIndex, file: string) => {
  const next = /^panel-/.test(file) && index.find(file) === null ? index.successorOf(file) : null;
  return next === null ? null : redirect(`/static/widget/${next}`, forEverySite);
};

/** The parts of the panel; their names hold their hash. */
const chunk = (index: AssetIndex): Route =>
  defineRoute({
    method: 'get',
    path: '/static/widget/:file',
    summary: 'A part of the website chat',
    tag,
    access,
    query: anyQuery,
    params: z.strictObject({ file: z.string().max(128) }),
    response: { 200: media('application/octet-stream'), 302: null },
    handle: async ({ params: { file } }, { request }) =>
      nextPanel(index, file) ?? assetAnswer(index.find(file), request, forEverySite),
  });

/** The website chat's own files, for every site (WEB-3). */
export const widgetAssetRoutes = (assetsFolder: string): Route[] => {
  const index = new AssetIndex(assetsFolder, 'widget');
  return [
    named(index, '/widget.js', 'widget.js', script, 'The snippet: `<script async src="/widget.js" data-client="…">`'),
    named(
      index,
      '/static/widget/chatbot.js',
      'chatbot.js',
      script,
      '`new WakilChatWidget({company, container, theme})`',
    ),
    named(index, '/static/widget/chatbot.css', 'chatbot.css', style, 'The style sheet of the website chat'),
    theme(index),
    chunk(index),
  ];
};
