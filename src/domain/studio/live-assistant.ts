import { hasAnyPhrase } from '#domain/assistant/words';
import type { AssistantId, AssistantVersionId, ChannelId } from '#domain/shared/ids';
import type { AssistantConfig } from '#domain/studio/assistant-config';

/** An assistant as customers meet it now. */
export type LiveAssistant = {
  readonly id: AssistantId;
  readonly name: string;
  readonly isDefault: boolean;
  readonly channels: readonly ChannelId[];
  readonly topics: readonly string[];
  readonly automaticActs: readonly string[];
  readonly versionId: AssistantVersionId;
  readonly number: number;
  readonly config: AssistantConfig;
};

type Asked = {
  readonly channelId: ChannelId;
  /** What the turn is about. */
  readonly words: readonly string[];
  /** Who answered last in the conversation. */
  readonly before: AssistantId | null;
};

const servesChannel = ({ channels }: LiveAssistant, channelId: ChannelId): boolean =>
  channels.length === 0 || channels.includes(channelId);

/**
 * Who answers (AI-8): the assistant whose topic is named; else the one that answered last and was called by a topic, since
 * "and how long does it take?" names none; else the one of the channel; else the default.
 */
export const assistantFor = (
  live: readonly LiveAssistant[],
  { channelId, words, before }: Asked,
): LiveAssistant | null => {
  const open = live.filter((each) => servesChannel(each, channelId));
  const said = words.join(' \n ');
  const byTopic = open.find(({ topics }) => hasAnyPhrase(said, topics));
  const goesOn = open.find(({ id, topics }) => id === before && topics.length > 0);
  const byChannel = open.find(({ channels, topics }) => channels.length > 0 && topics.length === 0);
  return byTopic ?? goesOn ?? byChannel ?? live.find(({ isDefault }) => isDefault) ?? null;
};
