import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
// @ts-expect-error It is plain JavaScript, like the other tools of the build.
import { headStart } from './head-start.mjs';

/**
 * One file of what every page needs and one of what every screen behind the sign-in needs, instead of one for each set of
 * screens that shares a piece: forty small files queue for a browser's six connections, and the first answer behind them.
 */
const pieces = [
  { name: 'first', tags: ['$initial' as const], priority: 20 },
  {
    name: 'frame',
    test: /src\/app\/layout\/(?:shell|later-parts)\.tsx$|src\/features\/home\/home-screen\.tsx$/,
    priority: 10,
  },
];

export default defineConfig(({ mode }) => {
  /** Where `npm run dev` finds the API. */
  const api = loadEnv(mode, import.meta.dirname, 'WAKIL_')['WAKIL_API'] ?? 'http://127.0.0.1:3000';
  const ours = { target: api, changeOrigin: false };
  return {
    base: '/app/',
    plugins: [react(), headStart()],
    // The server puts a fresh nonce in its place for each answer; see `shared/lib/nonce.ts`.
    html: { cspNonce: '__CSP_NONCE__' },
    build: {
      outDir: '../dist/admin-ui',
      emptyOutDir: true,
      assetsDir: 'assets',
      manifest: true,
      // An inlined asset is a data: address, which the content security policy has no place for.
      assetsInlineLimit: 0,
      rolldownOptions: { output: { codeSplitting: { groups: pieces } } },
      target: 'es2022',
      // Browsers that know `light-dark()`; for older ones it would be rewritten into something that ignores our scheme switch.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    },
    // The host stays ours: the server refuses a session's refresh that seems to come from another site.
    server: { proxy: { '/api': ours, '/files': ours, '/demo': ours, '/widget': ours, '/static': ours } },
  };
});
