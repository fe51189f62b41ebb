import type { ScreenNotice } from '#application/ports/live-bus';
import type { Permission } from '#domain/identity/permission';

/** What one must be allowed to read to hear of it; `null`: any member. */
const needed: Readonly<Record<ScreenNotice['kind'], Permission | null>> = {
  messages: 'conversations.read',
  conversation: 'conversations.read',
  typing: 'conversations.read',
  presence: 'conversations.read',
  order: 'orders.read',
  lead: 'leads.read',
  channel_session: 'channels.read',
  settings: null,
  switches: null,
  missed: null,
};

export const mayHear = (permissions: ReadonlySet<Permission>, { kind }: ScreenNotice): boolean => {
  const permission = needed[kind];
  return permission === null || permissions.has(permission);
};
