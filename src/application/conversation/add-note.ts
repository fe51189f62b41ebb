import { announceConversation } from '#application/conversation/announce';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Note } from '#domain/conversation/note';
import type { ConversationId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly ids: Ids; readonly bus: LiveBus };
type Input = { by: Principal; conversationId: ConversationId; text: string };

/** A person leaves a note for colleagues. The customer and the assistant never see it. */
export class AddNote {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by, conversationId, text }: Input): Promise<Note> {
    const { store, clock, ids, bus } = this.#deps;
    const tenantId = tenantFor(by, 'conversations.reply');
    const actor = humanOf(by);
    const { conversations } = store.tenant(tenantId);
    found(await conversations.find(conversationId), 'conversation');
    const at = clock.now();
    const note: Note = {
      id: ids.note(),
      tenantId,
      conversationId,
      by: actor.userId,
      byName: actor.name,
      text: textOf('text', text, 4_000),
      at,
    };
    const facts = { noteId: note.id };
    const saved = await conversations.addNote(note, {
      actor,
      action: 'conversation.noted',
      target: conversationId,
      facts,
      at,
    });
    announceConversation(bus, tenantId, conversationId);
    return saved;
  }
}
