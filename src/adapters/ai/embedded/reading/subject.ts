import type { Briefing } from '#domain/assistant/briefing';
import type { Service } from '#domain/catalogue/service';
import { ServiceId } from '#domain/shared/ids';
import type { Mention } from '../index/mention.js';
import type { Subject } from './scene.js';
import { hasCue, isCue, type Unit } from './unit.js';

/** The subject of an offered choice: `price:svc_…` → `svc_…`. */
export const offeredSubject = (choiceId: string): string => choiceId.slice(choiceId.indexOf(':') + 1);

const mentionOf = (service: Service, fit: number): Mention => ({
  services: [service],
  rivals: 1,
  units: new Set(),
  coverage: 1,
  fit,
  quantity: null,
});

const servicesOf = ({ catalogue }: Briefing, ids: readonly string[]): readonly Service[] =>
  ids.map((id) => catalogue.services.get(ServiceId(id))).filter((each): each is Service => each !== undefined);

const positionsOf = (
  units: readonly Unit[],
  ...cues: readonly ('it' | 'first' | 'second' | 'third' | 'last' | 'both')[]
): ReadonlySet<number> => new Set(units.flatMap((unit, at) => (isCue(unit, ...cues) ? [at] : [])));

const ordinals = ['first', 'second', 'third'] as const;

/** Which of what we offered "the second one" is. */
const chosenIds = (units: readonly Unit[], offered: readonly string[]): readonly string[] => {
  if (hasCue(units, 'both')) return offered.length <= 3 ? offered : [];
  if (hasCue(units, 'last')) return offered.slice(-1);
  const place = ordinals.findIndex((ordinal) => hasCue(units, ordinal));
  return place < 0 ? [] : offered.slice(place, place + 1);
};

const chosen = (briefing: Briefing, units: readonly Unit[]): Subject | null => {
  const offered = briefing.dialogue.choices
    .map((choice) => offeredSubject(choice.id))
    .filter((id) => id.startsWith('svc_'));
  const pool = offered.length > 0 ? offered : briefing.dialogue.topic;
  const services = servicesOf(briefing, chosenIds(units, [...new Set(pool)]));
  if (services.length === 0) return null;
  const positions = positionsOf(units, 'first', 'second', 'third', 'last', 'both', 'it');
  return { mentions: services.map((each) => mentionOf(each, 0.96)), origin: 'chosen', units: positions };
};

/** Of services named equally well, the ones talked about just now are meant. */
const narrowed = (mention: Mention, briefing: Briefing): Mention => {
  if (mention.rivals <= 1) return mention;
  const offered = briefing.dialogue.choices.map((choice) => offeredSubject(choice.id));
  const recent = new Set<string>(briefing.dialogue.topic.length > 0 ? briefing.dialogue.topic : offered);
  const services = mention.services.filter((each) => recent.has(each.id));
  return services.length === 0 ? mention : { ...mention, services, rivals: services.length, fit: 0.95 * mention.fit };
};

const fromTopic = (briefing: Briefing, units: readonly Unit[]): Subject | null => {
  const services = servicesOf(briefing, briefing.dialogue.topic).slice(0, 3);
  if (services.length === 0) return null;
  const fit = hasCue(units, 'it') ? 0.96 : 0.93;
  return { mentions: services.map((each) => mentionOf(each, fit)), origin: 'topic', units: positionsOf(units, 'it') };
};

/** What a clause is about: what it names, else what it points at. */
export const subjectOf = (
  briefing: Briefing,
  units: readonly Unit[],
  mentions: readonly Mention[],
  earlier: readonly Mention[],
): Subject | null => {
  if (mentions.length > 0) {
    const exact = mentions.map((mention) => narrowed(mention, briefing));
    return { mentions: exact, origin: 'named', units: new Set(exact.flatMap((mention) => [...mention.units])) };
  }
  const picked = chosen(briefing, units);
  if (picked !== null) return picked;
  if (earlier.length === 0) return fromTopic(briefing, units);
  const again = earlier.map((mention) => ({ ...mention, units: new Set<number>() }));
  return { mentions: again, origin: 'earlier', units: positionsOf(units, 'it', 'both') };
};
