import type { Route } from '#adapters/http/route';
import { type Caller, refusalOf } from './callers.js';
import { type IdPlace, idPlacesOf } from './id-places.js';

/** The places of a request that are filled with what is not the caller's. */
export type Aim = { readonly name: string; readonly places: readonly IdPlace[] };

/**
 * What one caller tries at a route, and what has to come of it: with ids all their own; naming the other tenant beside them; or
 * with ids of the other tenant and then with ids that nobody has, which must not be told from each other.
 */
export type Trial = {
  readonly caller: Caller;
  /** `null`: they are let in. */
  readonly refusal: 401 | 403 | null;
  readonly aim: Aim | null;
  readonly smuggled: 'header' | 'query' | null;
};

/** Each is a request of its own. */
export const casesIn = ({ aim }: Trial): number => (aim === null ? 1 : 2);

/** Routes whose tenant is named in the path are the platform's: who runs it has no foreign tenant there. */
const isForeign = (route: Route, place: IdPlace): boolean =>
  !(route.access.kind === 'platform' && place.kind === 'tenant');

/** Each place alone, the whole path of a record within a record, and all places at once. */
const aimsOf = (places: readonly IdPlace[]): Aim[] => {
  const path = places.filter(({ where }) => where === 'params');
  return [
    ...places.map((place): Aim => ({ name: `${place.where}.${place.name}`, places: [place] })),
    ...(path.length > 1 ? [{ name: 'the whole path', places: path }] : []),
    ...(places.length > Math.max(1, path.length) ? [{ name: 'every id', places }] : []),
  ];
};

const trialsOfOne = (route: Route, caller: Caller): Trial[] => {
  const refusal = refusalOf(route.access, caller);
  const places = idPlacesOf(route).filter((place) => refusal !== null || isForeign(route, place));
  const own: Trial = { caller, refusal, aim: null, smuggled: null };
  // What writes would write twice.
  const ways = refusal === null && route.method === 'get' && route.access.kind !== 'platform';
  return [
    own,
    ...aimsOf(places).map((aim): Trial => ({ ...own, aim })),
    ...(ways ? (['header', 'query'] as const).map((smuggled): Trial => ({ ...own, smuggled })) : []),
  ];
};

/** Everything the matrix does at a route: made from its schemas and its policy, so that a new route brings its own. */
export const trialsOf = (route: Route, callers: readonly Caller[]): Trial[] =>
  callers.flatMap((caller) => trialsOfOne(route, caller));

/** Many at once; what comes of them is in the order of the items. */
export const inFlight = async <Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  let next = 0;
  const walk = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as Item);
  };
  await Promise.all(Array.from({ length: width }, walk));
  return results;
};
