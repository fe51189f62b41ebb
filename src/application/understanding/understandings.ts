import { trainingMaterial } from '#application/assistants/training-material';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { ModelTrainer } from '#application/ports/model-trainer';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TenantStore } from '#application/ports/tenant-store';
import { materialKey, materialOf, withLabels } from '#application/understanding/material';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Sha256 } from '#domain/compliance/audit-entry';
import type { TenantId } from '#domain/shared/ids';
import { type AnswerLabel, labelsKept } from '#domain/understanding/confidence/answer-label';
import type { Judged } from '#domain/understanding/confidence/reliability';
import { effectiveThreshold } from '#domain/understanding/confidence/risk-control';
import type { EngineConstants } from '#domain/understanding/engine-constants';
import { deserialiseLearnt } from '#domain/understanding/serialise-learnt';
import { type Learnt, type Material, TenantUnderstanding } from '#domain/understanding/tenant-understanding';
import { RecentTraffic } from './recent-traffic.js';

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
const labelBytes = 40;
/** So many judgements since the last training are worth another one, for the sake of the figures alone. */
const labelsWorthTraining = 25;

type Kept = {
  readonly version: number;
  readonly key: string;
  readonly understanding: TenantUnderstanding | null;
  readonly trainedAt: Date;
  readonly labels: readonly Judged[];
  /** The thresholds in force, by the tenant's own: counting through the labels once is enough. */
  readonly thresholds: Map<number, number>;
};

type Trained = { readonly learnt: Learnt | null; readonly trainedAt: Date };

const isFresh = (trainedAt: Date, labels: readonly AnswerLabel[]): boolean =>
  labels.filter(({ at }) => at > trainedAt).length < labelsWorthTraining;

const judgedBy = ({ confidence, isRight }: AnswerLabel): Judged => ({ confidence, isRight });

/**
 * The trained models of the tenants that are active, each for the catalogue version it was trained on, and what people's judgements
 * say about their figures. Asking never waits: until a model is there the answer is `null`, and the assistant does without.
 */
export class Understandings {
  readonly #deps: Dependencies;
  /** Least recently asked for first. */
  readonly #kept = new Map<TenantId, Kept>();
  readonly #waiting = new Map<TenantId, { readonly version: number; readonly callOff: () => void }>();
  readonly #underWay = new Map<TenantId, Promise<void>>();
  readonly #traffic = new RecentTraffic();
  #stopListening = (): void => undefined;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Trains when a catalogue changes, something is taught or judged, not only when a customer asks. */
  start(): void {
    this.#stopListening = this.#deps.bus.subscribe((notice) => {
      if (notice.kind === 'settings' && (notice.area === 'catalogue' || notice.area === 'assistants'))
        this.#schedule(notice.tenantId, Number.NaN);
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

  /** What an answer is held against: the tenant's own threshold, or a stricter one where judgements disprove it. */
  thresholdFor(tenantId: TenantId, own: number): number {
    const kept = this.#kept.get(tenantId);
    if (kept === undefined) return own;
    const known = kept.thresholds.get(own) ?? effectiveThreshold(kept.labels, own);
    kept.thresholds.set(own, known);
    return known;
  }

  /** A customer asked something; @param none P(no answer of the tenant's fits). */
  noteTraffic(tenantId: TenantId, none: number): void {
    const isDue = this.#traffic.note(tenantId, none);
    if (isDue) this.#kept.get(tenantId)?.understanding?.hear(this.#traffic.of(tenantId));
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
      const scoped = store.tenant(tenantId);
      await this.#traffic.remember(scoped);
      this.#keep(tenantId, await this.#load(scoped, await scoped.catalogue.snapshot()));
    } catch (error) {
      // Tried again when the catalogue changes or another process start asks; meanwhile the assistant does without.
      telemetry.error('understanding.failed', error, { tenantId });
    }
  }

  async #load(store: TenantStore, snapshot: CatalogueSnapshot): Promise<Kept> {
    const { constants, sha256 } = this.#deps;
    const { tenantId, version } = snapshot;
    const labels = await store.answerLabels.newest(labelsKept);
    const judged = { version, labels: labels.map(judgedBy), thresholds: new Map<number, number>() };
    const material = materialOf(snapshot, await trainingMaterial(store));
    if (material === null) return { ...judged, key: '', trainedAt: new Date(0), understanding: null };
    const key = materialKey(material, constants.fit, sha256);
    const kept = this.#kept.get(tenantId);
    // A price was changed: what the model was trained on stands.
    if (kept?.key === key && isFresh(kept.trainedAt, labels)) return { ...kept, ...judged };
    const { learnt, trainedAt } = await this.#learnt(store, material, key, labels);
    const recent = this.#traffic.of(tenantId);
    return { ...judged, key, trainedAt, understanding: learnt && new TenantUnderstanding(learnt, constants, recent) };
  }

  async #learnt(store: TenantStore, material: Material, key: string, labels: readonly AnswerLabel[]): Promise<Trained> {
    const { trainer, clock, constants, telemetry } = this.#deps;
    const { understandings, tenantId } = store;
    const stored = await understandings.find();
    if (stored?.key === key && isFresh(stored.trainedAt, labels)) {
      const learnt = deserialiseLearnt(stored.learnt, constants.fit);
      if (learnt !== null) return { learnt, trainedAt: stored.trainedAt };
    }
    const startedAt = clock.now();
    const learnt = await trainer.train(withLabels(material, labels, startedAt));
    const trainedAt = clock.now();
    // A judgement of meanwhile is newer than the training.
    await understandings.save({ key, learnt, trainedAt: startedAt });
    const tookMs = trainedAt.getTime() - startedAt.getTime();
    const facts = { tenantId, examples: material.examples.length, labels: labels.length, tookMs };
    telemetry.info('understanding.trained', facts);
    return { learnt: deserialiseLearnt(learnt, constants.fit), trainedAt: startedAt };
  }

  #keep(tenantId: TenantId, kept: Kept): void {
    this.#kept.delete(tenantId);
    this.#kept.set(tenantId, kept);
    const sizeOf = ({ understanding, labels }: Kept): number =>
      entryBytes + (understanding?.model.bytes ?? 0) + labels.length * labelBytes;
    let bytes = [...this.#kept.values()].reduce((sum, each) => sum + sizeOf(each), 0);
    for (const [oldest, each] of this.#kept) {
      if (bytes <= mostBytes || oldest === tenantId) break;
      this.#kept.delete(oldest);
      bytes -= sizeOf(each);
    }
  }
}
