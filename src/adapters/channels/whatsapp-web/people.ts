import { Recent } from '#adapters/channels/whatsapp/recent';
import type { PageQuestions } from '#adapters/channels/whatsapp-web/page';
import { chatIdOf, identityOf } from '#adapters/channels/whatsapp-web/wids';
import { within } from '#adapters/channels/whatsapp-web/within';
import type { CustomerIdentity } from '#domain/conversation/customer';

const mostRemembered = 1_000;
const answerWithinMs = 3_000;
/** Asking is a question to the server: not for each message of somebody who hides their number. */
const askAgainAfterMs = 10 * 60_000;

const nameOf = ({ scheme, value }: CustomerIdentity): string => `${scheme}:${value}`;

/** How people are reached: one person has a number, a LID or both. */
export class People {
  readonly #page: PageQuestions;
  /** In which chat somebody last wrote or was written to: answers go the same way. */
  readonly #lastUsed = new Recent<string>(mostRemembered);
  readonly #others = new Recent<CustomerIdentity>(mostRemembered);
  readonly #askedAt = new Recent<number>(mostRemembered);

  constructor(page: PageQuestions) {
    this.#page = page;
  }

  met(identities: readonly CustomerIdentity[], chat: string): void {
    const identity = identityOf(chat);
    const chatId = identity === null ? null : chatIdOf(identity);
    if (chatId === null) return;
    for (const one of identities) this.#lastUsed.set(nameOf(one), chatId);
  }

  /** `null`: no identity WhatsApp knows. */
  chatOf(identities: readonly CustomerIdentity[]): string | null {
    const met = identities.map((one) => this.#lastUsed.get(nameOf(one))).find((chatId) => chatId !== undefined);
    if (met !== undefined) return met;
    const chats = (['wa_phone', 'wa_lid'] as const)
      .map((scheme) => identities.find((identity) => identity.scheme === scheme))
      .map((identity) => (identity === undefined ? null : chatIdOf(identity)));
    return chats.find((chatId) => chatId !== null) ?? null;
  }

  /** Did we exchange anything since the browser opened? */
  isKnown(chatId: string): boolean {
    const identity = identityOf(chatId);
    return identity !== null && this.#lastUsed.get(nameOf(identity)) !== undefined;
  }

  /** Not knowing it is no failure: a later message asks again. */
  async alsoKnownAs(identity: CustomerIdentity): Promise<CustomerIdentity | null> {
    const name = nameOf(identity);
    const known = this.#others.get(name);
    const chatId = chatIdOf(identity);
    if (known !== undefined || chatId === null) return known ?? null;
    if (Date.now() - (this.#askedAt.get(name) ?? 0) < askAgainAfterMs) return null;
    this.#askedAt.set(name, Date.now());
    const other = await within(answerWithinMs, this.#page.alsoKnownAs(chatId, identity.scheme)).catch(() => null);
    if (other !== null) this.#others.set(name, other);
    return other;
  }
}
