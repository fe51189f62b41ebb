import { z } from 'zod';
import { line } from '#adapters/http/contract/text';

const maxMinor = 1_000_000_000_000_000;

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as AED')
  .meta({ examples: ['AED'] });
export const minorAmount = z.int().min(0).max(maxMinor).meta({ description: 'In minor units: 1500 is 15.00 AED.' });

export const MoneyDto = z.strictObject({ minor: z.int(), currency }).meta({
  id: 'Money',
  description: 'An exact amount in minor units of its currency: {"minor": 1500, "currency": "AED"} is 15.00 AED.',
});

const translation = (max: number) => ({ en: line(max).exactOptional(), ar: line(max).exactOptional() });

/** Text an admin wrote, by language; may be empty. */
export const localized = (max: number) => z.strictObject(translation(max));
/** The same with at least one language. */
export const localizedRequired = (max: number) =>
  localized(max).refine(
    (text) => text.en !== undefined || text.ar !== undefined,
    'must have a text in at least one language',
  );

export const LocalizedTextDto = z
  .strictObject({ en: z.string().exactOptional(), ar: z.string().exactOptional() })
  .meta({ id: 'LocalizedText', description: 'Text by language.' });
