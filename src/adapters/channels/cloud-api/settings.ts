import { z } from 'zod';

/** Becomes part of a URL: digits, and nothing else. */
export const phoneNumberId = z
  .string()
  .regex(/^\d{5,32}$/)
  .meta({
    title: 'Phone number ID',
    description: 'Meta app dashboard, WhatsApp, API setup. Not the phone number itself.',
  });

/** Becomes a header: visible ASCII, so that no line break can slip in. */
export const cloudApiSettings = z.strictObject({
  accessToken: z
    .string()
    .regex(/^[\x21-\x7e]{1,1024}$/)
    .meta({ title: 'Access token', secret: true }),
});
