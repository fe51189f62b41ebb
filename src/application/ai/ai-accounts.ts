import { announceAi } from '#application/ai/announce-ai';
import { connectionNameOf } from '#application/ai/check-ai-input';
import { keyName, type LiveAi } from '#application/ai/live-ai';
import { assertPlatform, type Principal } from '#application/identity/principal';
import { InvalidInput, listOf } from '#application/input';
import { found } from '#application/not-found';
import type { AiVendors } from '#application/ports/ai-vendors';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { TextSafe } from '#application/ports/text-safe';
import type { AiConnection, AiSettings } from '#domain/ai/ai-settings';
import type { HumanActor } from '#domain/shared/actor';
import { DomainError } from '#domain/shared/domain-error';

/** The platform's chain still asks this account. */
export class AiConnectionInUse extends DomainError {
  readonly code = 'ai.connection_in_use';
  readonly kind = 'conflict';
}

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: LiveBus;
  readonly vendors: AiVendors;
  readonly safe: TextSafe;
  readonly live: Pick<LiveAi, 'refresh'>;
};

const mostConnections = 12;
const shortestKey = 8;

export type SaveAiConnectionInput = {
  readonly by: Principal;
  readonly name: string;
  readonly vendor: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Absent: the one there is stays. It is written and never shown. */
  readonly apiKey?: string | undefined;
};

/** Visible ASCII, because it becomes a header: no line break can slip in. */
const keyOf = (raw: string): string => {
  const key = raw.trim();
  if (!/^[\x21-\x7e]+$/.test(key) || key.length < shortestKey || key.length > 500)
    throw new InvalidInput('apiKey', `a key has ${shortestKey} to 500 letters, digits and signs, without spaces`);
  return key;
};

const save = async (deps: Dependencies, settings: AiSettings, actor: HumanActor, action: string, target: string) => {
  const audit = { actor, action, target, facts: {}, at: deps.clock.now() };
  const saved = await deps.store.platform.ai.saveSettings(settings, audit);
  await announceAi(deps, null);
  return saved;
};

/** The super admin adds an account at a vendor, or changes it. */
export class SaveAiConnection {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {InvalidInput} @throws {AiConnectionInvalid} @throws {StaleWrite} */
  async execute(input: SaveAiConnectionInput): Promise<AiSettings> {
    const { store, vendors } = this.#deps;
    const actor = assertPlatform(input.by);
    const name = connectionNameOf(input.name);
    const settings = await store.platform.ai.settings();
    const before = settings.connections.find((each) => each.name === name);
    const checked = vendors.check(input.vendor, input.settings);
    const connection = { name, vendor: input.vendor, settings: checked };
    const key = this.#key(connection, before, input.apiKey);
    const others = settings.connections.filter((each) => each.name !== name);
    const connections = listOf('connections', [...others, { ...connection, key }], mostConnections);
    const action = before === undefined ? 'ai.connection_added' : 'ai.connection_changed';
    return save(this.#deps, { ...settings, connections }, actor, action, name);
  }

  /** A key is sent where its owner meant it to go: another vendor or another address needs it typed again. */
  #key(
    { name, vendor, settings }: Omit<AiConnection, 'key'>,
    before: AiConnection | undefined,
    typed: string | undefined,
  ): AiConnection['key'] {
    if (typed !== undefined && typed.trim() !== '') {
      const key = keyOf(typed);
      return { sealed: this.#deps.safe.seal(keyName(name), key), lastFour: key.slice(-4) };
    }
    const kept = before?.key ?? null;
    const goesElsewhere = before?.vendor !== vendor || before.settings['baseUrl'] !== settings['baseUrl'];
    if (kept !== null && goesElsewhere)
      throw new InvalidInput('apiKey', 'the address changed: type the key again, so that it goes where you mean it to');
    const vendorForm = this.#deps.vendors.list().find(({ id }) => id === vendor);
    if (kept === null && vendorForm?.needsKey !== false)
      throw new InvalidInput('apiKey', 'this vendor answers nobody without a key');
    return kept;
  }
}

export class RemoveAiConnection {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Its prices go with it. @throws {NotFound} @throws {AiConnectionInUse} @throws {StaleWrite} */
  async execute({ by, name }: { readonly by: Principal; readonly name: string }): Promise<AiSettings> {
    const actor = assertPlatform(by);
    const settings = await this.#deps.store.platform.ai.settings();
    found(settings.connections.find((each) => each.name === name) ?? null, 'account');
    const uses = [...settings.chain, settings.embedder, settings.transcriber];
    if (uses.some((each) => each?.connection === name))
      throw new AiConnectionInUse('the chain still asks this account: take its models out first', { name });
    const connections = settings.connections.filter((each) => each.name !== name);
    const prices = settings.prices.filter(({ connection }) => connection !== name);
    return save(this.#deps, { ...settings, connections, prices }, actor, 'ai.connection_removed', name);
  }
}
