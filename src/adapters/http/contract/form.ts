import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { LocalizedTextDto, localized } from '#adapters/http/contract/money';
import { email, line, prose, timestamp } from '#adapters/http/contract/text';
import { formFieldTypes } from '#domain/leads/form';
import { formLimits } from '#domain/leads/validate-form';

const status = z.enum(['active', 'archived']);

const field = z.strictObject({
  key: line(40).meta({ description: 'Lower-case letters, digits and underscores; names the value in a lead.' }),
  type: z.enum(formFieldTypes),
  label: localized(formLimits.label),
  required: z.boolean().default(false),
  options: z
    .array(localized(formLimits.option))
    .max(formLimits.options)
    .default([])
    .meta({ description: 'Of a select.' }),
});

export const formChange = {
  name: line(80).meta({ description: 'For your team.' }),
  title: localized(formLimits.title),
  fields: z.array(field).max(formLimits.fields),
  submitLabel: localized(40),
  thanks: z.strictObject({
    en: prose(formLimits.thanks).exactOptional(),
    ar: prose(formLimits.thanks).exactOptional(),
  }),
  externalUrl: line(500).nullable().meta({ description: 'https: the visitor is sent to this form instead.' }),
  notify: z.array(email).max(formLimits.notify).meta({ description: 'Told by mail, besides the team.' }),
  asksInChat: z.boolean().meta({
    description: 'Where no form can be drawn, the assistant may ask for its fields one by one.',
  }),
  status,
};

export const FormDto = z
  .strictObject({
    id: idOf('form'),
    name: z.string(),
    title: LocalizedTextDto,
    fields: z.array(
      z.strictObject({
        key: z.string(),
        type: z.enum(formFieldTypes),
        label: LocalizedTextDto,
        required: z.boolean(),
        options: z.array(LocalizedTextDto),
      }),
    ),
    submitLabel: LocalizedTextDto,
    thanks: LocalizedTextDto,
    externalUrl: z.string().nullable(),
    notify: z.array(z.string()),
    asksInChat: z.boolean(),
    status,
    createdAt: timestamp,
    version: z.int(),
  })
  .meta({ id: 'Form' });
