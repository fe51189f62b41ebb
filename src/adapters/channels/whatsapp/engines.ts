import { baileys } from '#adapters/channels/baileys/baileys.engine';
import type { EngineManifest } from '#adapters/channels/whatsapp/engine';
import type { EngineName } from '#application/ports/whatsapp-engines';

export type EngineRegistry = ReadonlyMap<EngineName, EngineManifest>;

/** Every engine there is. A new one is one line here. */
export const engineManifests: readonly EngineManifest[] = [baileys];

export const registryOf = (manifests: readonly EngineManifest[]): EngineRegistry =>
  new Map(manifests.map((manifest) => [manifest.name, manifest]));
