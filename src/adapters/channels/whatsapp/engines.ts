import { baileys } from '#adapters/channels/baileys/baileys.engine';
import { simulatorEngine } from '#adapters/channels/simulator/simulator.engine';
import type { EngineManifest } from '#adapters/channels/whatsapp/engine';
import { whatsappWeb } from '#adapters/channels/whatsapp-web/whatsapp-web.engine';
import type { EngineName } from '#application/ports/whatsapp-engines';

export type EngineRegistry = ReadonlyMap<EngineName, EngineManifest>;

/** Every engine there is. A new one is one line here. */
export const engineManifests: readonly EngineManifest[] = [baileys, whatsappWeb];

/** With those that speak to nobody, for where numbers are emulated. */
export const emulatedEngines: readonly EngineManifest[] = [...engineManifests, simulatorEngine];

export const registryOf = (manifests: readonly EngineManifest[]): EngineRegistry =>
  new Map(manifests.map((manifest) => [manifest.name, manifest]));
