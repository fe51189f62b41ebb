import type { z } from 'zod';
import type { Route } from '#adapters/http/route';
import type { IdKind } from '#domain/shared/ids';
import type { Ids } from './seeded-tenant.js';

export type PlaceKind = keyof Ids;
/** Where a request names a record. */
export type IdPlace = { readonly where: 'params' | 'query' | 'body'; readonly name: string; readonly kind: PlaceKind };

type Def = {
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly in?: z.ZodType;
  readonly out?: z.ZodType;
};

/** The kinds of id that a schema accepts, anywhere inside. */
const kindsIn = (schema: z.ZodType): IdKind[] => {
  const kind = schema.meta()?.['x-id-of'];
  if (typeof kind === 'string') return [kind as IdKind];
  const def = schema.def as Def;
  const inner = [
    def.innerType,
    def.element,
    def.in,
    def.out,
    ...(def.options ?? []),
    ...Object.values(def.shape ?? {}),
  ];
  return inner.flatMap((each) => (each === undefined ? [] : kindsIn(each)));
};

export const fieldsOf = (schema: z.ZodType | null): [name: string, field: z.ZodType][] =>
  Object.entries((schema?.def as Def | undefined)?.shape ?? {});

/** Every place of a route that takes an id: found in its schemas, so that a new one cannot be forgotten. */
export const idPlacesOf = (route: Route): IdPlace[] =>
  (['params', 'query', 'body'] as const).flatMap((where) =>
    fieldsOf(route[where]).flatMap(([name, field]) => {
      const kinds: PlaceKind[] = name === 'session_id' && where === 'params' ? ['chat'] : kindsIn(field);
      return [...new Set(kinds)].map((kind) => ({ where, name, kind }));
    }),
  );
