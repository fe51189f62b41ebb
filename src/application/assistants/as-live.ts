import type { Assistant } from '#domain/studio/assistant';
import type { AssistantVersion } from '#domain/studio/assistant-version';
import type { LiveAssistant } from '#domain/studio/live-assistant';

/** A version as if customers met it: for trying it, examining it and replaying with it. */
export const asLive = ({ state }: Assistant, version: AssistantVersion): LiveAssistant => ({
  id: state.id,
  name: state.name,
  isDefault: state.isDefault,
  channels: state.channels,
  topics: state.topics,
  automaticActs: state.automaticActs,
  versionId: version.state.id,
  number: version.state.number,
  config: version.state.config,
});
