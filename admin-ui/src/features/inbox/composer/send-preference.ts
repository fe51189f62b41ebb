import { createStore, useStore } from '../../../shared/lib/store.js';
import { persisted } from '../model/persisted.js';

const kept = persisted('send', (raw): raw is 'enter' | 'mod' => raw === 'enter' || raw === 'mod');
const store = createStore<'enter' | 'mod'>(kept.get('with') ?? 'mod');

/** What sends: Enter, or Ctrl/⌘ with Enter. Ctrl/⌘ with Enter always does. */
export const useSendPreference = () => useStore(store);
export const preferSending = (how: 'enter' | 'mod'): void => {
  store.set(how);
  kept.set('with', how);
};

export const modKey = navigator.platform.startsWith('Mac') ? '⌘+Enter' : 'Ctrl+Enter';
