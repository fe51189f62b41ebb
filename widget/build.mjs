// Builds dist/widget: the two entry scripts under fixed names, the panel and its parts under names that hold their hash, the style
// sheets, a compressed copy of each, and a manifest. Nothing else is written.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));
const source = (name) => join(here, 'src', name);
const out = process.argv[2] ?? join(here, '..', 'dist', 'widget');
/** light-dark() and adoptedStyleSheets: browsers of the spring of 2024 and later. */
const targets = ['chrome123', 'safari17.5', 'firefox120'];

/** What Vite is told for every bundle; it writes nothing itself. */
const common = {
  root: here,
  configFile: false,
  envDir: false,
  logLevel: 'warn',
  publicDir: false,
  resolve: { alias: { 'preact/jsx-runtime': source('ui/jsx.ts') } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};
const buildOf = (input, output, extra = {}) => ({
  ...common,
  ...extra,
  build: {
    // As a library: pages that preload need a helper that is half as large as the loader.
    ...(output !== null && { lib: { entry: input, formats: [output.format], name: 'wakil' } }),
    target: targets,
    cssTarget: targets,
    cssMinify: 'lightningcss',
    minify: 'oxc',
    write: false,
    modulePreload: false,
    rolldownOptions: { input, output: { minify: true, ...output }, preserveEntrySignatures: 'allow-extension' },
  },
});

/** What the panel cannot start without is one file: two compress worse, and the second would come later. */
const codeSplitting = { groups: [{ name: 'panel', test: /preact|src.(?:main|core.chat|ui.|styles.adopt)/ }] };

/** The panel and the parts that come later. */
const buildPanel = async () => {
  const names = { entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js', codeSplitting };
  const [{ output }] = await build(buildOf({ panel: source('main.tsx') }, { format: 'es', ...names }));
  return output.filter(({ type }) => type === 'chunk');
};

/** A classic script in one piece; it knows the panel by the name of its file. */
const buildScript = async (name, panel) => {
  const define = { PANEL_FILE: JSON.stringify(panel) };
  const [{ output }] = await build(buildOf({ [name]: source(`${name}.ts`) }, { format: 'iife' }, { define }));
  return output[0].code;
};

/** A style sheet for a `<link>`, minified. */
const buildStyle = async (name) => {
  const { output } = await build(buildOf({ style: source(`styles/${name}.css`) }, null));
  return output.find(({ fileName }) => fileName.endsWith('.css')).source;
};

const files = new Map();
const chunks = await buildPanel();
const entry = chunks.find(({ isEntry }) => isEntry);
for (const { fileName, code } of chunks) files.set(fileName, code.replaceAll('/* @__PURE__ */', ''));
files.set('widget.js', await buildScript('loader', entry.fileName));
files.set('chatbot.js', await buildScript('chatbot', entry.fileName));
files.set('chatbot.css', `${await buildStyle('chatbot')}${await buildStyle('extras')}`);
const themes = readdirSync(source('styles/themes')).map((file) => file.replace('.css', ''));
for (const theme of themes) files.set(`themes/${theme}.css`, await buildStyle(`themes/${theme}`));

/** The panel's chunk and whatever it cannot start without. */
const initial = new Set([entry.fileName]);
for (const name of initial)
  for (const next of chunks.find(({ fileName }) => fileName === name).imports) initial.add(next);
const lazy = chunks.map(({ fileName }) => fileName).filter((name) => !initial.has(name));
const manifest = { loader: 'widget.js', chatbot: 'chatbot.js', panel: [...initial], lazy, files: [...files.keys()] };

rmSync(out, { recursive: true, force: true });
const write = (name, content) => {
  const path = join(out, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
};
for (const [name, content] of files) {
  write(name, content);
  write(`${name}.gz`, gzipSync(content, { level: 9 }));
  write(
    `${name}.br`,
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }),
  );
}
write('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
process.stdout.write(
  `${relative(process.cwd(), out)}: ${readFileSync(join(out, 'manifest.json')).length} B manifest, ${files.size} files\n`,
);
