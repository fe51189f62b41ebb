import type { JsonSchema } from './schema-fields.js';

const filtered = (schema: JsonSchema, isWanted: (name: string) => boolean): JsonSchema => ({
  ...schema,
  properties: Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => isWanted(name))),
});

/** Only these fields of a form. */
export const pickSchema = (schema: JsonSchema, names: readonly string[]): JsonSchema =>
  filtered(schema, (name) => names.includes(name));

/** All but these: also those a later version of the server brings. */
export const omitSchema = (schema: JsonSchema, names: readonly string[]): JsonSchema =>
  filtered(schema, (name) => !names.includes(name));
