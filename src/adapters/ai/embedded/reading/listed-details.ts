import type { OrderSlot } from '#domain/orders/order-slot';
import { tokeniseClean } from '../text/tokenise.js';
import type { Collecting, FoundSlot } from './found-slot.js';
import { isAlsoName, isName, nameWord } from './names.js';
import { readUnits } from './read-units.js';
import { isCue, type Unit } from './unit.js';

/** A part of a list of details that no pattern has explained. */
type Piece = {
  readonly text: string;
  readonly start: number;
  readonly units: readonly Unit[];
  /** It stands alone between separators, phone numbers and the ends of the text, not in the middle of a sentence. */
  readonly isItem: boolean;
};

const separators = /[,،;\n|/•·]|\s[-–—]\s/gu;
const names = new RegExp(String.raw`^${nameWord}\.?(?:\s+${nameWord}\.?){0,3}$`, 'u');
const longestPlace = 8;

/** What may stand at either end of a piece without being of it: "hi", "my", "please", "and". */
const isEdge = (unit: Unit, word: string): boolean =>
  !isAlsoName(word) &&
  (unit.kind === 'filler' ||
    isCue(unit, 'greet', 'thanks', 'yes', 'confirm', 'correct', 'it') ||
    unit.key === 'contact');

const pieceOf = (part: string, start: number, isItem: boolean, { vocabulary }: Collecting): Piece | null => {
  const units = readUnits(tokeniseClean(part), vocabulary);
  const isKept = (unit: Unit): boolean => !isEdge(unit, part.slice(unit.start, unit.end));
  const [first, last] = [units.findIndex(isKept), units.findLastIndex(isKept)];
  if (first < 0) return null;
  const [from, to] = [units[first]?.start ?? 0, units[last]?.end ?? part.length];
  return { text: part.slice(from, to), start: start + from, units: units.slice(first, last + 1), isItem };
};

type Wall = { readonly start: number; readonly end: number; readonly slot?: OrderSlot };

/** An end of the text, a separator, a phone number: "arriving Friday" is no list, for a day belongs to its sentence. */
const isBorder = ({ slot }: Wall): boolean => slot === undefined || slot === 'phone';

/** The text between what was found, cut where a list is. */
const piecesOf = (text: string, found: readonly FoundSlot[], collecting: Collecting): readonly Piece[] => {
  const cuts = [...text.matchAll(separators)].map(
    (match): Wall => ({ start: match.index, end: match.index + match[0].length }),
  );
  const walls = [...found, ...cuts].sort((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let last: Wall = { start: 0, end: 0 };
  for (const wall of [...walls, { start: text.length, end: text.length }] as readonly Wall[]) {
    const isItem = isBorder(last) && isBorder(wall);
    const piece =
      wall.start > last.end ? pieceOf(text.slice(last.end, wall.start), last.end, isItem, collecting) : null;
    if (piece !== null) pieces.push(piece);
    if (wall.end >= last.end) last = wall;
  }
  return pieces;
};

const isPlace = ({ units }: Piece): boolean =>
  units.some((unit) => unit.kind === 'place' || unit.key === 'location') &&
  units.every(
    (unit) => ['place', 'unknown', 'number', 'filler', 'soft'].includes(unit.kind) || unit.key === 'location',
  ) &&
  units.length <= longestPlace;

/** A word that nobody knows here; one that is nearly ours is a slip of the finger. */
const isUnheard = ({ kind, fidelity }: Unit): boolean => kind === 'unknown' || (kind !== 'word' && fidelity < 1);

const isStrange = ({ text, units, isItem }: Piece): boolean =>
  isItem &&
  names.test(text) &&
  isName(text) &&
  units.some(isUnheard) &&
  units.every((unit) => {
    const word = text.slice(unit.start - (units[0]?.start ?? 0), unit.end - (units[0]?.start ?? 0));
    return (
      isUnheard(unit) || isAlsoName(word) || unit.kind === 'filler' || (unit.kind === 'word' && unit.fidelity === 1)
    );
  });

const slotOf = (piece: Piece, open: readonly OrderSlot[]): OrderSlot | null => {
  if (isPlace(piece)) return open.includes('address') ? 'address' : null;
  if (!isStrange(piece)) return null;
  return open.find((slot) => slot === 'name' || slot === 'address') ?? null;
};

const isSeparator = (between: string): boolean => /^[\s,،;\n|/•·–—-]*$/u.test(between);

/** "Marina Heights, Dubai", "المارينا برج 5": a place beside an address is the rest of it. */
const joined = (address: FoundSlot | undefined, piece: Piece, text: string): FoundSlot | null => {
  if (address === undefined || !isPlace(piece)) return null;
  const end = piece.start + piece.text.length;
  const between = address.end <= piece.start ? text.slice(address.end, piece.start) : text.slice(end, address.start);
  if (!isSeparator(between)) return null;
  const [start, last] = [Math.min(address.start, piece.start), Math.max(address.end, end)];
  return { ...address, value: text.slice(start, last), start, end: last };
};

const isListOfDetails = (text: string, found: readonly FoundSlot[], { isAwaited }: Collecting): boolean =>
  !/[?؟]/u.test(text) && (found.length > 0 || (isAwaited && /[,،\n]/u.test(text)));

/**
 * Names and places that stand bare in a list of details, and addresses made whole by them. Nothing is read so from a
 * question, and nothing unless the list holds a detail that is beyond doubt or answers what was asked: a lone unknown word names nobody.
 */
export const detailsListed = (
  text: string,
  found: readonly FoundSlot[],
  collecting: Collecting,
): readonly FoundSlot[] => {
  if (!isListOfDetails(text, found, collecting)) return [];
  const given = new Set(found.map(({ slot }) => slot));
  let open = collecting.missing.filter((slot) => !given.has(slot));
  const listed = new Map<OrderSlot, FoundSlot>();
  for (const piece of piecesOf(text, found, collecting)) {
    const address = listed.get('address') ?? found.find((each) => each.slot === 'address');
    const whole = joined(address, piece, text);
    if (whole !== null) listed.set('address', whole);
    const slot = whole === null ? slotOf(piece, open) : null;
    if (slot === null) continue;
    open = open.filter((each) => each !== slot);
    listed.set(slot, { slot, value: piece.text, start: piece.start, end: piece.start + piece.text.length });
  }
  return [...listed.values()];
};
