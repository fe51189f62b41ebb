import type { Secrets } from '#application/ports/secrets';
import type { TenantStore } from '#application/ports/tenant-store';
import type { EngineOwnMessage } from '#application/ports/whatsapp-engines';
import { externalIdOf } from '#application/whatsapp/paced-sender';
import type { ChannelId, MessageId } from '#domain/shared/ids';

/** What is not settled yet is among the newest of its chat. */
const newest = 50;

/**
 * Our own message, come back from the phone before its send was settled: WhatsApp's name for it is derived from ours, so it is
 * known even after a restart. `null`: somebody wrote it on the phone.
 */
export const echoedMessage = async (
  { conversations, messages }: TenantStore,
  secrets: Secrets,
  channelId: ChannelId,
  { message: { externalId }, to }: EngineOwnMessage,
): Promise<MessageId | null> => {
  for (const identity of to) {
    const conversation = await conversations.findLatestByIdentity(channelId, identity);
    if (conversation === null) continue;
    const { items } = await messages.page(conversation.state.id, { after: null, limit: newest });
    const ours = items.find((each) => each.externalId === null && externalIdOf(secrets, each) === externalId);
    if (ours !== undefined) return ours.id;
  }
  return null;
};
