import type { Service } from '#domain/catalogue/service';

/** A place in the message that names a service, or several that its words fit equally well. */
export type Mention = {
  readonly services: readonly Service[];
  /** How many services its words fit equally well; more than `services` holds when there are very many. */
  readonly rivals: number;
  /** The units that name it, as positions in the clause. */
  readonly units: ReadonlySet<number>;
  /** How much of the service's name was said, 0..1. */
  readonly coverage: number;
  /** P(these services are meant), 0..1. */
  readonly fit: number;
  readonly quantity: number | null;
};
