import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { ModelTrainer } from '#application/ports/model-trainer';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import { materialKey, materialOf } from '#application/understanding/material';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Sha256 } from '#domain/compliance/audit-entry';
import type { TenantId } from '#domain/shared/ids';
import type { EngineConstants } from '#domain/understanding/engine-constants';
import { deserialiseLearnt } from '#domain/understanding/serialise-learnt';
import { type Material, TenantUnderstanding } from '#domain/understanding/tenant-understanding';

type Dependencies = {
  readonly store: Store;
  readonly trainer: ModelTrainer;
  readonly constants: EngineConstants;
  readonly sha256: Sha256;
  readonly clock: Clock;
  readonly bus: LiveBus;
  readonly telemetry: Telemetry;
};

/** Who edits one FAQ mostly edits a second one. */
const settleMs = 2_000;
const mostBytes = 64 * 1024 * 1024;
/** What an entry costs besides its model. */
const entryBytes = 1_000;

type Kept = { readonly version: number; readonly key: string; readonly understanding: TenantUnderstanding | null };

/**
 * The trained models of the tenants that are active, each for the catalogue version it was trained on. Asking never waits: until
 * a model is there the answer is `null`, and the assistant does without.
 */
export class Understandings {
  readonly #deps: Dependencies;
  /** Least recently asked for first. */
  readonly #kept = new Map<TenantId, Kept>();
  readonly #waiting = new Map<TenantId, { readonly version: number; readonly callOff: () => void }>();
  readonly #underWay = new Map<TenantId, Promise<void>>();
  #stopListening = (): void => undefined;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Trains when a catalogue changes, not only when a customer asks. */
  start(): void {
    this.#stopListening = this.#deps.bus.subscribe((notice) => {
      if (notice.kind === 'settings' && notice.area === 'catalogue') this.#schedule(notice.tenantId, Number.NaN);
    });
  }

  async stop(): Promise<void> {
    this.#stopListening();
    for (const { callOff } of this.#waiting.values()) callOff();
    this.#waiting.clear();
    await this.#deps.trainer.close();
  }

  of({ tenantId, version }: Pick<CatalogueSnapshot, 'tenantId' | 'version'>): TenantUnderstanding | null {
    const kept = this.#kept.get(tenantId);
    if (kept?.version === version) {
      this.#kept.delete(tenantId);
      this.#kept.set(tenantId, kept);
      return kept.understanding;
    }
    this.#schedule(tenantId, version);
    return null;
  }

  /** Resolves when nothing is being prepared; for tests and for a publication that waits. */
  async settled(tenantId: TenantId): Promise<void> {
    await this.#underWay.get(tenantId);
  }

  #schedule(tenantId: TenantId, version: number): void {
    const before = this.#waiting.get(tenantId);
    if (before !== undefined && before.version === version) return;
    before?.callOff();
    const callOff = this.#deps.clock.after(settleMs, () => {
      this.#waiting.delete(tenantId);
      const last = this.#underWay.get(tenantId) ?? Promise.resolve();
      const run = last.then(() => this.#prepare(tenantId));
      this.#underWay.set(tenantId, run);
      void run.finally(() => {
        if (this.#underWay.get(tenantId) === run) this.#underWay.delete(tenantId);
      });
    });
    this.#waiting.set(tenantId, { version, callOff });
  }

  async #prepare(tenantId: TenantId): Promise<void> {
    const { store, telemetry } = this.#deps;
    try {
      const snapshot = await store.tenant(tenantId).catalogue.snapshot();
      if (this.#kept.get(tenantId)?.version === snapshot.version) return;
      this.#keep(tenantId, await this.#load(snapshot));
    } catch (error) {
      // Tried again when the catalogue changes or another process start asks; meanwhile the assistant does without.
      telemetry.error('understanding.failed', error, { tenantId });
    }
  }

  async #load(snapshot: CatalogueSnapshot): Promise<Kept> {
    const { constants, sha256 } = this.#deps;
    const { tenantId, version } = snapshot;
    const material = materialOf(snapshot);
    if (material === null) return { version, key: '', understanding: null };
    const key = materialKey(material, constants.fit, sha256);
    const kept = this.#kept.get(tenantId);
    // A price was changed: what the model was trained on stands.
    if (kept?.key === key) return { ...kept, version };
    const learnt = await this.#learnt(tenantId, material, key);
    return { version, key, understanding: learnt && new TenantUnderstanding(learnt, constants) };
  }

  async #learnt(tenantId: TenantId, material: Material, key: string): Promise<ReturnType<typeof deserialiseLearnt>> {
    const { store, trainer, clock, constants, telemetry } = this.#deps;
    const { understandings } = store.tenant(tenantId);
    const stored = await understandings.find();
    const known = stored?.key === key ? deserialiseLearnt(stored.learnt, constants.fit) : null;
    if (known !== null) return known;
    const startedAt = clock.now().getTime();
    const learnt = await trainer.train(material);
    const trainedAt = clock.now();
    await understandings.save({ key, learnt, trainedAt });
    const tookMs = trainedAt.getTime() - startedAt;
    telemetry.info('understanding.trained', { tenantId, examples: material.examples.length, tookMs });
    return deserialiseLearnt(learnt, constants.fit);
  }

  #keep(tenantId: TenantId, kept: Kept): void {
    this.#kept.delete(tenantId);
    this.#kept.set(tenantId, kept);
    const sizeOf = ({ understanding }: Kept): number => entryBytes + (understanding?.model.bytes ?? 0);
    let bytes = [...this.#kept.values()].reduce((sum, each) => sum + sizeOf(each), 0);
    for (const [oldest, each] of this.#kept) {
      if (bytes <= mostBytes || oldest === tenantId) break;
      this.#kept.delete(oldest);
      bytes -= sizeOf(each);
    }
  }
}
