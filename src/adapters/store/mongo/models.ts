import { type Connection, type Model, Schema, type SchemaDefinition } from 'mongoose';
import type { FieldKind } from './collections/collection.js';
import { platformCollections } from './collections/platform-collections.js';
import { tenantCollections } from './collections/tenant-collections.js';
import { readOnly, tenantGuard } from './guard/tenant-guard.js';
import type { PlatformCollection, TenantCollection } from './rows.js';

/** Rows are plain objects that come and go by `lean`: the models' own types would say nothing more. */
export type AnyRow = Record<string, unknown>;
export type RowModel = Model<AnyRow>;

const isText = (value: unknown): boolean => typeof value === 'string';
const isBytes = (value: unknown): boolean => value instanceof Uint8Array;

const definitionOf: Readonly<Record<FieldKind, SchemaDefinition[string]>> = {
  // `required` would refuse an empty text, and no bytes at all.
  text: { type: String, validate: isText },
  'text?': { type: String },
  number: { type: Number, required: true },
  'number?': { type: Number },
  bytes: { type: Buffer, validate: isBytes },
  texts: { type: [String], required: true },
};

/** A field that no schema knows is an error, in what is written and in what is asked. */
const strictly = {
  strict: 'throw',
  strictQuery: 'throw',
  versionKey: false,
  minimize: false,
  id: false,
  autoIndex: false,
  autoCreate: false,
} as const;

type Fields = Readonly<Record<string, FieldKind>>;

const schemaOf = (fields: Fields): Schema => {
  const kinds = Object.entries(fields).map(([name, kind]) => [name, definitionOf[kind]]);
  return new Schema({ _id: String, rev: Number, ...Object.fromEntries(kinds) }, strictly);
};

/** The places where a tenant's units of work are written ahead: see `unit/writer-lock.ts`. */
export const writerCollection = 'tenant_writers';
const writerSchema = (): Schema =>
  new Schema(
    {
      _id: String,
      tenant_id: { type: String, required: true },
      owner: { type: String },
      beat: { type: Number, required: true },
      joined: { type: String },
      pending: { type: Schema.Types.Mixed },
    },
    strictly,
  );

export type Models = {
  /** Guarded: each command names its tenant. */
  readonly tenant: (name: TenantCollection) => RowModel;
  /** The same documents across tenants, to read. */
  readonly across: (name: TenantCollection) => RowModel;
  readonly platform: (name: PlatformCollection) => RowModel;
  readonly writers: RowModel;
  /** Those with a half-done unit of work, across tenants. */
  readonly everyWriter: RowModel;
};

/** Compiled when it is first asked for: all of them at once would cost every start as much as its connection. */
const modelsOf = <Name extends string>(
  connection: Connection,
  collections: { readonly [Each in Name]: { readonly fields: Fields } },
  prefix: string,
  plugin: (schema: Schema) => void,
): ((name: Name) => RowModel) => {
  const made = new Map<Name, RowModel>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    if (!Object.hasOwn(collections, name)) throw new TypeError(`${name} is no collection of ours`);
    const schema = schemaOf(collections[name].fields);
    plugin(schema);
    const model = connection.model(`${prefix}${name}`, schema, name) as unknown as RowModel;
    made.set(name, model);
    return model;
  };
};

export const makeModels = (connection: Connection): Models => {
  const writer = writerSchema();
  tenantGuard(writer);
  const reader = writerSchema();
  readOnly(reader);
  return {
    tenant: modelsOf(connection, tenantCollections, '', tenantGuard),
    across: modelsOf(connection, tenantCollections, 'across:', readOnly),
    platform: modelsOf(connection, platformCollections, 'platform:', () => undefined),
    writers: connection.model(writerCollection, writer, writerCollection) as unknown as RowModel,
    everyWriter: connection.model(`across:${writerCollection}`, reader, writerCollection) as unknown as RowModel,
  };
};
