import type { Message } from '../../../shared/api/types.js';
import type { Note } from '../data/types.js';
import type { Pending } from './outbox.js';

export type ThreadItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'new'; readonly key: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: Message;
      /** The first of a run by the same author, which names the author. */
      readonly isFirst: boolean;
      /** What customers said about it with one sign. */
      readonly isLast: boolean;
    }
  | { readonly kind: 'note'; readonly key: string; readonly note: Note }
  | { readonly kind: 'pending'; readonly key: string; readonly pending: Pending };

type Input = {
  /** Oldest first. */
  readonly messages: readonly Message[];
  readonly notes: readonly Note[];
  readonly pending: readonly Pending[];
  /** Older messages are still on the server: notes from before the first one shown would stand in the wrong place. */
  readonly hasOlder: boolean;
  /** What was read when the thread was opened; a line marks what came since. `null`: no line. */
  readonly readSeq: number | null;
  readonly dayOf: (iso: string) => string;
};

/** A pause this long begins a new run, also by the same author. */
const runGapMs = 5 * 60_000;

const authorKey = ({ author }: Message): string => (author.kind === 'human' ? author.userId : author.kind);

const sameRun = (left: Message | undefined, right: Message | undefined, dayOf: Input['dayOf']): boolean =>
  left !== undefined &&
  right !== undefined &&
  authorKey(left) === authorKey(right) &&
  Date.parse(right.createdAt) - Date.parse(left.createdAt) < runGapMs &&
  dayOf(left.createdAt) === dayOf(right.createdAt);

type Timed = { readonly at: string; readonly item: ThreadItem };

const messageItems = ({ messages, dayOf }: Input): Timed[] =>
  messages.map((message, index) => ({
    at: message.createdAt,
    item: {
      kind: 'message',
      key: message.id,
      message,
      isFirst: !sameRun(messages[index - 1], message, dayOf),
      isLast: !sameRun(message, messages[index + 1], dayOf),
    },
  }));

/** Messages keep the order of their numbers; a note goes before the first message that is younger. */
const withNotes = (items: Timed[], { notes, hasOlder }: Input): Timed[] => {
  const first = items[0]?.at;
  const shown = notes.filter(({ at }) => !hasOlder || first === undefined || at >= first);
  const result: Timed[] = [];
  let next = 0;
  for (const timed of items) {
    for (let note = shown[next]; note !== undefined && note.at < timed.at; note = shown[++next])
      result.push({ at: note.at, item: { kind: 'note', key: note.id, note } });
    result.push(timed);
  }
  const rest = shown.slice(next).map((note): Timed => ({ at: note.at, item: { kind: 'note', key: note.id, note } }));
  return [...result, ...rest];
};

const isNewFrom = (item: ThreadItem, readSeq: number): boolean =>
  item.kind === 'message' && item.message.direction === 'in' && item.message.seq > readSeq;

/** All that a thread shows, oldest first: days, the line above what is new, messages, notes, and what is still on its way. */
export const threadItems = (input: Input): readonly ThreadItem[] => {
  const { pending, readSeq, dayOf } = input;
  const sent = new Set(input.messages.map(({ id }) => id as string));
  const result: ThreadItem[] = [];
  let day = '';
  let isMarked = readSeq === null;
  const push = (at: string, item: ThreadItem): void => {
    if (dayOf(at) !== day) result.push({ kind: 'day', key: `day-${dayOf(at)}`, at });
    day = dayOf(at);
    if (!isMarked && isNewFrom(item, readSeq ?? 0)) {
      result.push({ kind: 'new', key: 'new' });
      isMarked = true;
    }
    result.push(item);
  };
  for (const { at, item } of withNotes(messageItems(input), input)) push(at, item);
  for (const each of pending)
    if (each.messageId === null || !sent.has(each.messageId))
      push(each.at, { kind: 'pending', key: each.key, pending: each });
  return result;
};
