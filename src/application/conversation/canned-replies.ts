import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput, localizedOf, textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Store } from '#application/ports/store';
import type { CannedReply } from '#domain/conversation/canned-reply';
import { DomainError } from '#domain/shared/domain-error';
import type { CannedReplyId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';

/** Another reply has this shortcut. */
export class ShortcutTaken extends DomainError {
  readonly code = 'canned_reply.shortcut_taken';
  readonly kind = 'conflict';
}
/** There is room for so many. */
export class TooManyCannedReplies extends DomainError {
  readonly code = 'canned_reply.too_many';
  readonly kind = 'conflict';
}

const most = 500;
type Dependencies = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

/** The team's ready words, by shortcut. */
export class ListCannedReplies {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  async execute({ by }: { by: Principal }): Promise<readonly CannedReply[]> {
    const replies = await this.#store.tenant(tenantFor(by, 'conversations.read')).cannedReplies.list();
    return [...replies].sort((left, right) => (left.shortcut < right.shortcut ? -1 : 1));
  }
}

const shortcutOf = (raw: string): string => {
  const shortcut = textOf('shortcut', raw, 40).toLowerCase();
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(shortcut))
    throw new InvalidInput('shortcut', 'shortcut is made of letters, digits and dashes, such as opening-hours');
  return shortcut;
};

export type SaveCannedReplyInput = {
  readonly by: Principal;
  /** Absent: a new one. */
  readonly id?: CannedReplyId | undefined;
  /** The version that was read; 0 for a new one. */
  readonly version: number;
  readonly shortcut: string;
  readonly text: LocalizedText;
};

/** Adds or changes ready words. Everybody who answers customers may: they are no settings of the assistant. */
export class SaveCannedReply {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {InvalidInput} @throws {NotFound} @throws {ShortcutTaken} @throws {StaleWrite} */
  async execute({ by, id, version, shortcut: raw, text }: SaveCannedReplyInput): Promise<CannedReply> {
    const { store, clock, ids } = this.#deps;
    const tenantId = tenantFor(by, 'conversations.reply');
    const actor = humanOf(by);
    const { cannedReplies } = store.tenant(tenantId);
    const all = await cannedReplies.list();
    const before = id === undefined ? null : found(all.find((each) => each.id === id) ?? null, 'canned reply');
    const shortcut = shortcutOf(raw);
    if (all.some((each) => each.shortcut === shortcut && each.id !== id))
      throw new ShortcutTaken('another reply has this shortcut', { shortcut });
    if (before === null && all.length >= most)
      throw new TooManyCannedReplies(`there is room for ${most} replies`, { most });
    const at = clock.now();
    const reply: CannedReply = {
      id: before?.id ?? ids.cannedReply(),
      tenantId,
      shortcut,
      text: localizedOf('text', text, 4_000, true),
      createdAt: before?.createdAt ?? at,
      version: before === null ? 0 : version,
    };
    return cannedReplies.save(reply, {
      actor,
      action: 'canned_reply.saved',
      target: reply.id,
      facts: { shortcut },
      at,
    });
  }
}

export class RemoveCannedReply {
  readonly #deps: Pick<Dependencies, 'store' | 'clock'>;
  constructor(deps: Pick<Dependencies, 'store' | 'clock'>) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {StaleWrite} */
  async execute({ by, id }: { by: Principal; id: CannedReplyId }): Promise<void> {
    const { store, clock } = this.#deps;
    const { cannedReplies } = store.tenant(tenantFor(by, 'conversations.reply'));
    const actor = humanOf(by);
    const reply = found(await cannedReplies.find(id), 'canned reply');
    const facts = { shortcut: reply.shortcut };
    await cannedReplies.remove(reply, { actor, action: 'canned_reply.removed', target: id, facts, at: clock.now() });
  }
}
