import { z } from 'zod';

/** Where a vendor is: its own address unless a proxy or a local server stands in for it. */
export const baseUrl = (fallback: string) =>
  z
    .url({ protocol: /^https?$/ })
    .max(300)
    .transform((url) => url.replace(/\/+$/, ''))
    .default(fallback)
    .meta({ title: 'Address', description: 'Change it only for a proxy of your own.', format: 'uri' });
