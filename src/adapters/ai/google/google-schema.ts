import type { Schema as GoogleSchema } from '@google/generative-ai';
import type { Schema } from '../prompt/proposal-schema.js';

/** The same schema in the words of Gemini, which has `nullable` and no list of types. */
export const asGoogleSchema = ({ type, nullable, properties, items, enum: values }: Schema): GoogleSchema =>
  ({
    type,
    ...(nullable && { nullable }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, asGoogleSchema(each)])),
      required: Object.keys(properties),
    }),
    ...(items && { items: asGoogleSchema(items) }),
    ...(values && { format: 'enum', enum: [...values] }),
  }) as GoogleSchema;
