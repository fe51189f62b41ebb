import { Recent } from '#adapters/channels/whatsapp/recent';

type Nameless = { readonly externalId: string; readonly words: string; readonly until: number };

const mostRemembered = 1_000;
/** A message that the page took without saying its id shows up within this time, or was never taken. */
const showsUpWithinMs = 10 * 60_000;

/** The library names messages itself. Here its names and ours meet, and our own sends are told from the owner's. */
export class SentMessages {
  /** Its name → ours. */
  readonly #names = new Recent<string>(mostRemembered);
  readonly #nameless: Nameless[] = [];
  #underWay = new Set<Promise<unknown>>();

  /** Its name is not known yet; when this is over it is, or never will be from here. */
  async handing<Value>(act: () => Promise<Value>): Promise<Value> {
    const handed = act();
    this.#underWay.add(handed);
    try {
      return await handed;
    } finally {
      this.#underWay.delete(handed);
    }
  }

  keep(id: string, externalId: string): void {
    this.#names.set(id, externalId);
  }

  /** It may have been taken: told apart by its words when it shows up. */
  lost(externalId: string, words: string, now: number): void {
    this.#nameless.push({ externalId, words, until: now + showsUpWithinMs });
  }

  /** Whose is a message of this account? Waits for sends whose names are not known yet. */
  async isOurs(id: string, words: string, now: number): Promise<boolean> {
    await Promise.allSettled([...this.#underWay]);
    if (this.#names.get(id) !== undefined) return true;
    const at = this.#nameless.findIndex((one) => one.words === words && one.until > now);
    const [found] = at < 0 ? [] : this.#nameless.splice(at, 1);
    if (found !== undefined) this.keep(id, found.externalId);
    return found !== undefined;
  }

  has(id: string): boolean {
    return this.#names.get(id) !== undefined;
  }

  /** Under both names: ours until the outcome of the send is stored, and its own ever after. */
  namesOf(id: string): readonly string[] {
    const ours = this.#names.get(id);
    return ours === undefined ? [id] : [ours, id];
  }
}
