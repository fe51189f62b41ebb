// Puts a short script into the page that does two things before the panel's own code has arrived: it asks for the access token,
// and for the pieces of the screen that this address will show. Without it they are asked for one after the other.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const frame = 'src/app/layout/shell.tsx';
const screenOf = (feature, name = feature) => `src/features/${feature}/${name}-screen.tsx`;

/** What the first part of an address shows; one that is missing here opens a little later. */
const screens = {
  '': [frame, screenOf('home')],
  inbox: [frame, screenOf('inbox')],
  orders: [frame, screenOf('orders')],
  catalogue: [frame, screenOf('catalogue')],
  platform: [frame, screenOf('platform', 'tenants')],
  'sign-up': [screenOf('entry', 'sign-up')],
};
const others = [frame];
/** Without an account there is no token to ask for. */
const entries = ['sign-in', 'sign-up', 'set-up', 'forgot-password', 'reset-password', 'verify-email', 'invitation'];

const chunksOf = (bundle) => Object.values(bundle).filter(({ type }) => type === 'chunk');

/** The files of these modules that the page does not ask for anyway. */
const filesOf = (bundle, root, modules) => {
  const closure = (fileName, seen = new Set()) => {
    if (seen.has(fileName) || bundle[fileName] === undefined) return seen;
    seen.add(fileName);
    for (const next of bundle[fileName].imports) closure(next, seen);
    return seen;
  };
  const chunks = chunksOf(bundle);
  const initial = closure(chunks.find(({ isEntry }) => isEntry).fileName);
  const wanted = modules.flatMap((module) => {
    const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => relative(root, id) === module));
    if (chunk === undefined) throw new Error(`head-start: ${module} is in no file`);
    return [...closure(chunk.fileName)].filter((each) => !initial.has(each));
  });
  const files = new Set(wanted);
  for (const each of wanted) for (const css of bundle[each].viteMetadata?.importedCss ?? []) files.add(css);
  return [...files];
};

/** Each file once; an address names them by their places. */
const planOf = (bundle, root) => {
  const files = [];
  const placeOf = (file) => (files.includes(file) ? files.indexOf(file) : files.push(file) - 1);
  const placesOf = (modules) => filesOf(bundle, root, modules).map(placeOf);
  const byPart = Object.fromEntries(Object.entries(screens).map(([part, modules]) => [part, placesOf(modules)]));
  return { files, byPart, others: placesOf(others), entries };
};

export const headStart = () => ({
  name: 'wakil-head-start',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle }) => {
      const plan = JSON.stringify(planOf(bundle, import.meta.dirname));
      const code = readFileSync(new URL('head-start.inline.js', import.meta.url), 'utf8')
        .replaceAll(/^\s*\/\/.*\n|^\s+/gm, '')
        .replace('__PLAN__', () => plan);
      // Before the style sheet: a script behind it waits for it.
      return html.replace('</title>', () => `</title>\n    <script nonce="__CSP_NONCE__">${code}</script>`);
    },
  },
});
