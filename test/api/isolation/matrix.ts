import { randomBytes } from 'node:crypto';
import type { Route } from '#adapters/http/route';
import { idPrefixes, TenantId } from '#domain/shared/ids';
import type { Reply } from '#test/support/running-app';
import type { Rig } from '../rig.js';
import type { Caller } from './callers.js';
import { type IdPlace, idPlacesOf, type PlaceKind } from './id-places.js';
import { otherRefusals, sampleBodies, sampleParams, sampleQueries } from './sample-bodies.js';
import { seedConversation } from './seeded-conversation.js';
import type { Ids, SeededTenant } from './seeded-tenant.js';

export const keyOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

/** Well-formed, and nobody's. */
export const randomId = (kind: PlaceKind): string =>
  kind === 'chat' ? `chat-${randomBytes(8).toString('hex')}` : `${idPrefixes[kind]}_${randomBytes(16).toString('hex')}`;

export type Substitution = { readonly place: IdPlace; readonly id: string };

const replaced = (ids: Ids, where: IdPlace['where'], substitution: Substitution | null): Ids =>
  substitution?.place.where === where ? { ...ids, [substitution.place.kind]: substitution.id } : ids;

export const pathOf = (route: Route, ids: Ids, params: readonly IdPlace[]): string =>
  route.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const place = params.find((each) => each.name === name);
    if (place === undefined && sampleParams[name] !== undefined) return sampleParams[name];
    if (place === undefined) throw new Error(`${keyOf(route)}: nobody knows what :${name} names`);
    return encodeURIComponent(ids[place.kind]);
  });

/** Calls a route with the caller's own ids everywhere, but for one place at most. */
export const callRoute = (
  rig: Rig,
  route: Route,
  places: readonly IdPlace[],
  caller: Caller,
  home: SeededTenant,
  substitution: Substitution | null,
  more: Readonly<Record<string, string>> = {},
): Promise<Reply> => {
  const own: Ids = { ...home.ids, ...caller.own };
  const path = pathOf(
    route,
    replaced(own, 'params', substitution),
    places.filter(({ where }) => where === 'params'),
  );
  const query = new URLSearchParams(sampleQueries[keyOf(route)]);
  if (substitution?.place.where === 'query') query.set(substitution.place.name, substitution.id);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  const sample = sampleBodies[keyOf(route)];
  const nonce = String(Math.floor(Math.random() * 1e9)).padStart(9, '0');
  const json = sample?.(replaced(home.bodyIds, 'body', substitution), nonce);
  const address = query.size === 0 ? path : `${path}?${query}`;
  return rig.app.call(route.method.toUpperCase(), address, {
    headers: caller.headers,
    ...(json !== undefined && { json }),
  });
};

/** An answer without what differs from call to call. */
export const comparable = ({ status, text }: Reply, id: string): string =>
  `${status} ${text.replaceAll(id, '<id>').replaceAll(/"correlationId":"[^"]*"/g, '')}`;

/** Traces of another tenant in an answer: its canary, or an id of its that the caller did not send. */
export const tracesOf = (other: SeededTenant, { text, headers }: Reply, sent: string | null): string[] => {
  const said = `${text} ${[...headers].flat().join(' ')}`.toLowerCase();
  const secrets = [other.canary, ...Object.values(other.ids), ...Object.values(other.bodyIds)];
  return [...new Set(secrets)].filter((secret) => secret !== sent && said.includes(secret.toLowerCase()));
};

/** A record in the path is not there; a filter finds nothing; a body that names it is refused. */
const statusesFor: Readonly<Record<IdPlace['where'], readonly number[]>> = {
  params: [404],
  query: [200],
  body: [200, 400, 404],
};

/** How the answer to a foreign id differs from that to one that never was, and what it gives away. */
export const foreignFaults = async (
  rig: Rig,
  route: Route,
  place: IdPlace,
  caller: Caller,
  home: SeededTenant,
  other: SeededTenant,
): Promise<string[]> => {
  const places = idPlacesOf(route);
  const foreign = (place.where === 'body' ? other.bodyIds : other.ids)[place.kind];
  const random = randomId(place.kind);
  const asForeign = await callRoute(rig, route, places, caller, home, { place, id: foreign });
  const asRandom = await callRoute(rig, route, places, caller, home, { place, id: random });
  const at = `${caller.name}, ${place.where}.${place.name}`;
  const faults = tracesOf(other, asForeign, foreign).map((trace) => `${at} saw ${trace}`);
  const [said, saidOfRandom] = [comparable(asForeign, foreign), comparable(asRandom, random)];
  if (said !== saidOfRandom) faults.push(`${at}: foreign ${said}, random ${saidOfRandom}`);
  const expected = otherRefusals[`${keyOf(route)} ${place.name}`] ?? statusesFor[place.where];
  if (!expected.includes(asForeign.status)) faults.push(`${at}: ${said}`);
  return faults;
};

/** The tenant with a conversation and an order nobody has touched, ready for what the route does to them. */
export const withFreshTalk = async (rig: Rig, route: Route, home: SeededTenant): Promise<SeededTenant> => {
  const chat = `${home.canary}-${randomId('chat')}`;
  const talk = await seedConversation(rig, TenantId(home.ids.tenant), home.ids.service, home.canary, chat);
  if (route.path.endsWith('/fulfil')) await rig.must('POST', `/api/v1/orders/${talk.order}/approve`, {}, home.admin);
  if (route.path.endsWith('/hand-back'))
    await rig.must('POST', `/api/v1/conversations/${talk.conversation}/take-over`, {}, home.admin);
  return { ...home, ids: { ...home.ids, ...talk } };
};
