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
import type { Trial } from './trials.js';

export const keyOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

/** Well-formed, and nobody's. */
export const randomId = (kind: PlaceKind): string =>
  kind === 'chat' ? `chat-${randomBytes(8).toString('hex')}` : `${idPrefixes[kind]}_${randomBytes(16).toString('hex')}`;

/** What stands in a place instead of the caller's own. */
export type Substitution = { readonly place: IdPlace; readonly id: string };

const replaced = (ids: Ids, where: IdPlace['where'], substitutions: readonly Substitution[]): Ids => ({
  ...ids,
  ...Object.fromEntries(
    substitutions.filter(({ place }) => place.where === where).map(({ place, id }) => [place.kind, id]),
  ),
});

export const pathOf = (route: Route, ids: Ids, params: readonly IdPlace[]): string =>
  route.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const place = params.find((each) => each.name === name);
    if (place === undefined && sampleParams[name] !== undefined) return sampleParams[name];
    if (place === undefined) throw new Error(`${keyOf(route)}: nobody knows what :${name} names`);
    return encodeURIComponent(ids[place.kind]);
  });

/** What a request says beside what the route asks for. */
type More = Readonly<Partial<Record<'query' | 'headers', Readonly<Record<string, string>>>>>;

/** Calls a route with the caller's own ids everywhere, but for what is substituted. */
export const callRoute = (
  rig: Rig,
  route: Route,
  places: readonly IdPlace[],
  caller: Caller,
  home: SeededTenant,
  substitutions: readonly Substitution[],
  more: More = {},
): Promise<Reply> => {
  const own: Ids = { ...home.ids, ...caller.own };
  const path = pathOf(
    route,
    replaced(own, 'params', substitutions),
    places.filter(({ where }) => where === 'params'),
  );
  const query = new URLSearchParams(sampleQueries[keyOf(route)]);
  for (const { place, id } of substitutions) if (place.where === 'query') query.set(place.name, id);
  for (const [name, value] of Object.entries(more.query ?? {})) query.set(name, value);
  const sample = sampleBodies[keyOf(route)];
  const nonce = String(Math.floor(Math.random() * 1e9)).padStart(9, '0');
  const json = sample?.(replaced(home.bodyIds, 'body', substitutions), nonce);
  const address = query.size === 0 ? path : `${path}?${query}`;
  return rig.app.call(route.method.toUpperCase(), address, {
    headers: { ...caller.headers, ...more.headers },
    ...(json !== undefined && { json }),
  });
};

/** An answer without what differs from call to call. */
const comparable = ({ status, text }: Reply, sent: readonly Substitution[]): string =>
  sent
    .reduce((said, { place, id }) => said.replaceAll(id, `<${place.kind}>`), `${status} ${text}`)
    .replaceAll(/"correlationId":"[^"]*"/g, '');

/** Traces of another tenant in an answer: its canary, or an id of its that the caller did not send. */
export const tracesOf = (other: SeededTenant, { text, headers }: Reply, sent: readonly string[]): string[] => {
  const said = `${text} ${[...headers].flat().join(' ')}`.toLowerCase();
  const secrets = [other.canary, ...Object.values(other.ids), ...Object.values(other.bodyIds)];
  return [...new Set(secrets)].filter((secret) => !sent.includes(secret) && said.includes(secret.toLowerCase()));
};

/** A record in the path is not there; a filter finds nothing; a body that names it is refused. */
const statusesFor: Readonly<Record<IdPlace['where'], readonly number[]>> = {
  params: [404],
  query: [200],
  body: [200, 400, 404],
};

const expectedOf = (route: Route, places: readonly IdPlace[]): readonly number[] => {
  const statuses = places.map((place) => otherRefusals[`${keyOf(route)} ${place.name}`] ?? statusesFor[place.where]);
  // Of several, any may be the one that is looked up first; what succeeds has to succeed for each.
  return statuses.every((each) => each.includes(200))
    ? statuses.flat()
    : statuses.flat().filter((status) => status !== 200);
};

type Between = { readonly rig: Rig; readonly home: SeededTenant; readonly other: SeededTenant };

/** How the answer to ids of the other tenant differs from that to ids nobody has, and what it gives away. */
export const foreignFaults = async (
  { rig, home, other }: Between,
  route: Route,
  { caller, refusal, aim }: Trial,
): Promise<string[]> => {
  const places = aim?.places ?? [];
  const foreign = places.map((place) => ({
    place,
    id: (place.where === 'body' ? other.bodyIds : other.ids)[place.kind],
  }));
  const unknown = places.map((place) => ({ place, id: randomId(place.kind) }));
  const call = (sent: readonly Substitution[]) => callRoute(rig, route, idPlacesOf(route), caller, home, sent);
  const [asForeign, asUnknown] = [await call(foreign), await call(unknown)];
  const at = `${caller.name}, ${aim?.name}`;
  const sent = foreign.map(({ id }) => id);
  const faults = tracesOf(other, asForeign, sent).map((trace) => `${at} saw ${trace}`);
  const [said, saidOfUnknown] = [comparable(asForeign, foreign), comparable(asUnknown, unknown)];
  if (said !== saidOfUnknown) faults.push(`${at}: foreign ${said}, unknown ${saidOfUnknown}`);
  const expected = refusal === null ? expectedOf(route, places) : [refusal];
  if (!expected.includes(asForeign.status)) faults.push(`${at}: ${said}`);
  return faults;
};

/** Naming the other tenant outright opens nothing: the tenant is the credential's. */
export const smugglingFaults = async (
  { rig, home, other }: Between,
  route: Route,
  { caller, smuggled }: Trial,
  allowed: readonly number[],
): Promise<string[]> => {
  const { tenant } = other.ids;
  const more = smuggled === 'header' ? { headers: { 'x-tenant-id': tenant } } : { query: { tenantId: tenant } };
  const reply = await callRoute(rig, route, idPlacesOf(route), caller, home, [], more);
  const at = `${caller.name}, the tenant in the ${smuggled}`;
  const expected = smuggled === 'header' ? allowed : [...allowed, 400];
  return [
    ...(expected.includes(reply.status) ? [] : [`${at}: ${reply.status} ${reply.text}`]),
    ...tracesOf(other, reply, [tenant]).map((trace) => `${at} saw ${trace}`),
  ];
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
