import { DomainError } from '#domain/shared/domain-error';
import type { Material } from '#domain/understanding/tenant-understanding';

/** The worker stopped, ran out of memory or took too long. The assistant goes on without the model. */
export class ModelTrainingFailed extends DomainError {
  readonly code = 'understanding.training_failed';
  readonly kind = 'unavailable';
}

/** Trains models away from the turns: seconds of computing must not hold up anybody's message. */
export interface ModelTrainer {
  /** Resolves to the serialised training. One at a time; the others wait. @throws {ModelTrainingFailed} */
  train(material: Material): Promise<string>;
  /** Ends what is under way. */
  close(): Promise<void>;
}
