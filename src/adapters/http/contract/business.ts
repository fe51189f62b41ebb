import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { LocalizedTextDto, localized } from '#adapters/http/contract/money';
import { line, prose } from '#adapters/http/contract/text';

export const BusinessProfileDto = z
  .strictObject({
    description: LocalizedTextDto,
    phone: z.string().nullable(),
    email: z.string().nullable(),
    address: LocalizedTextDto,
    website: z.string().nullable(),
    logo: idOf('file').nullable(),
    brandColour: z.string(),
  })
  .meta({ id: 'BusinessProfile' });

const nullable = (max: number) => line(max, 0).nullable();
const colour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #0f766e')
  .meta({ format: 'color' });

export const BusinessProfileChange = z
  .strictObject({
    description: z
      .strictObject({ en: prose(1_000).exactOptional(), ar: prose(1_000).exactOptional() })
      .meta({ title: 'Description', description: 'What the business does, in a sentence or two.' }),
    phone: nullable(32).meta({ title: 'Phone number' }),
    email: nullable(254).meta({ title: 'E-mail address', format: 'email' }),
    address: localized(300).meta({ title: 'Address' }),
    website: nullable(500).meta({ title: 'Website', description: 'An https address.', format: 'uri' }),
    logo: idOf('file').nullable().meta({ title: 'Logo' }),
    brandColour: colour.meta({ title: 'Brand colour' }),
  })
  .partial()
  .meta({ id: 'BusinessProfileChange', description: 'What is left out stays as it is.' });

const span = z
  .strictObject({
    from: z.int().min(0).max(1_439).meta({ title: 'From' }),
    to: z.int().min(1).max(1_440).meta({ title: 'To' }),
  })
  .meta({ description: 'Minutes since local midnight; 1440 is the end of the day.' });

const spans = z.array(span).max(6);

export const WorkingHoursDto = z
  .strictObject({
    enabled: z.boolean().meta({ title: 'Use these hours', description: 'Without them the business is always open.' }),
    week: z.array(spans).min(7).max(7).meta({ title: 'Week', description: 'Seven days; the first is Monday.' }),
    exceptions: z
      .array(
        z.strictObject({
          date: z.iso.date().meta({ title: 'Day' }),
          spans: spans.meta({ title: 'Hours', description: 'None: closed.' }),
          note: line(120, 0).meta({ title: 'Note' }),
        }),
      )
      .max(200)
      .meta({ title: 'Other days', description: 'Holidays, and days with other hours.' }),
  })
  .meta({ id: 'WorkingHours' });
