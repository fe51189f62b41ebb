import { AsyncLocalStorage } from 'node:async_hooks';

/** A session as libsignal serialises it, under the key it began with. */
type Session = { readonly indexInfo: { readonly used: number } };
type SessionRecord = { readonly _sessions: Readonly<Record<string, Session>> };
type Data = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
type Keys = {
  get(type: string, ids: string[]): Promise<Record<string, unknown>>;
  set(data: Data): Promise<void>;
};

/** Taken off the time of last use: whoever still has it was not what opened the message. Keeps the order of the tries. */
const mark = 1e15;

const withUsed = (session: Session, used: number): Session => ({
  ...session,
  indexInfo: { ...session.indexInfo, used },
});

const mapped = (record: SessionRecord, change: (session: Session, key: string) => Session): SessionRecord => ({
  ...record,
  _sessions: Object.fromEntries(Object.entries(record._sessions).map(([key, each]) => [key, change(each, key)])),
});

const marked = (record: SessionRecord): SessionRecord =>
  mapped(record, (session) => withUsed(session, session.indexInfo.used - mark));

/** What opened the message as it is now, and all others as they were. */
const repaired = (before: SessionRecord | undefined, after: SessionRecord): SessionRecord =>
  mapped(after, (session, key) => {
    const was = before?._sessions[key];
    return was === undefined || session.indexInfo.used > 0 ? session : was;
  });

/**
 * libsignal tries a message on one session after another, and a try that fails has turned the ratchet of its session
 * nevertheless; saved along with the one that fitted, no phone can open what is sealed with it. It happens whenever a customer
 * writes before seeing the first message of a session we began.
 */
export class FailedTries {
  readonly #read = new AsyncLocalStorage<Map<string, SessionRecord>>();

  /** The same keys; what is saved within `undone` is repaired first. */
  over<Given extends Keys>(keys: Given): Given {
    const get = async (type: string, ids: string[]): Promise<Record<string, unknown>> => {
      const found = await keys.get(type, ids);
      const read = this.#read.getStore();
      if (read === undefined || type !== 'session') return found;
      return Object.fromEntries(Object.entries(found).map(([id, record]) => [id, this.#marked(read, id, record)]));
    };
    const set = async (data: Data): Promise<void> => {
      const read = this.#read.getStore();
      const { session } = data;
      await keys.set(read === undefined || session === undefined ? data : { ...data, session: fixed(read, session) });
    };
    return { ...keys, get, set };
  }

  undone<T>(open: () => Promise<T>): Promise<T> {
    return this.#read.run(new Map(), open);
  }

  #marked(read: Map<string, SessionRecord>, id: string, record: unknown): unknown {
    if (record === null || record === undefined) return record;
    // Within one transaction the second reader gets what the first has saved.
    read.set(id, record as SessionRecord);
    return marked(record as SessionRecord);
  }
}

const fixed = (read: Map<string, SessionRecord>, sessions: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(sessions).map(([id, record]) => [
      id,
      record === null ? null : repaired(read.get(id), record as SessionRecord),
    ]),
  );
