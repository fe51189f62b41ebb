import { type MailTopic, type Member, mailTopics } from '#domain/identity/user';

/**
 * What a new member is told by mail until they choose for themselves: an admin of everything, an agent of what waits for
 * one. A viewer can do nothing about it and a custom role may not be allowed to see it, so these begin with nothing.
 */
export const defaultMailTopics = (role: Member['role']): readonly MailTopic[] => {
  if (role === 'tenant_admin') return mailTopics;
  return role === 'agent' ? ['new_order', 'hand_over'] : [];
};
