import type { ApiKeyId, UserId } from '#domain/shared/ids';

/** A signed-in person. Only people decide: see `OrderRequest.approve`. */
export type HumanActor = { readonly kind: 'human'; readonly userId: UserId; readonly name: string };
/** The tenant's assistant: it may answer and propose, nothing else. */
export type AssistantActor = { readonly kind: 'assistant' };
/** The platform itself: timers, recovery, templates. */
export type SystemActor = { readonly kind: 'system'; readonly part: string };
/** A program with an API key. */
export type IntegrationActor = { readonly kind: 'integration'; readonly apiKeyId: ApiKeyId; readonly name: string };

export type Actor = HumanActor | AssistantActor | SystemActor | IntegrationActor;

export const isHuman = (actor: Actor): actor is HumanActor => actor.kind === 'human';

/** One line that names the actor in an audit entry: `human:usr_…`, `integration:key_…`, `system:sweeper`. */
export const actorLabel = (actor: Actor): string => {
  switch (actor.kind) {
    case 'human':
      return `human:${actor.userId}`;
    case 'integration':
      return `integration:${actor.apiKeyId}`;
    case 'system':
      return `system:${actor.part}`;
    case 'assistant':
      return 'assistant';
  }
};
