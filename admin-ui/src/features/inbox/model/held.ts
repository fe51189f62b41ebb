import { createStore } from '../../../shared/lib/store.js';

/** A colleague has the conversation: what the person wanted waits for a word. */
export type Held = { readonly conversationId: string; readonly pendingKey: string | null };

export const heldQuestion = createStore<Held | null>(null);
export const askHeld = (held: Held): void => heldQuestion.set(held);
