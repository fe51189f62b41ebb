import { register } from 'node:module';

// Loaded before the product's own modules, by the bench alone: the store is opened as if it had no master key, and seals nothing.
const hooks = `
export const load = async (url, context, next) =>
  url.endsWith('/store/sql/sealing/open-sealing.js')
    ? { format: 'module', shortCircuit: true, source: 'export const openSealing = async () => null;' }
    : next(url, context);
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
