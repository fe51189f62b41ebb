export type SseEvent = { readonly id: string | null; readonly event: string; readonly data: string };

type Draft = { id: string | null; event: string; data: string[] };
const empty = (): Draft => ({ id: null, event: '', data: [] });

const applyLine = (draft: Draft, line: string): void => {
  // A comment: the server's heartbeat.
  if (line.startsWith(':')) return;
  const colon = line.indexOf(':');
  const field = colon === -1 ? line : line.slice(0, colon);
  const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
  if (field === 'data') draft.data.push(value);
  else if (field === 'event') draft.event = value;
  else if (field === 'id' && !value.includes('\0')) draft.id = value;
};

/**
 * Turns pieces of a text/event-stream into events. A piece may end anywhere, also between `\r` and `\n`.
 * An event without data is dropped, as the standard says.
 */
export const createSseParser = (onEvent: (event: SseEvent) => void): ((piece: string) => void) => {
  let rest = '';
  let draft = empty();
  const finish = (): void => {
    if (draft.data.length > 0) onEvent({ id: draft.id, event: draft.event || 'message', data: draft.data.join('\n') });
    draft = empty();
  };
  return (piece) => {
    rest += piece;
    for (;;) {
      const end = /\r\n|\n|\r(?!$)/.exec(rest);
      if (end === null) return;
      const line = rest.slice(0, end.index);
      rest = rest.slice(end.index + end[0].length);
      if (line === '') finish();
      else applyLine(draft, line);
    }
  };
};
