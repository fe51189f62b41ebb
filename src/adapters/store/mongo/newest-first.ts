import type { Position } from '#adapters/store/sql/keyset';
import { below, type Filter, upTo } from './filter.js';

type Dated = { readonly id: string };

/** What comes after a position in a list sorted by `field` and then by id, both descending. */
export const after = <Row extends Dated>(field: keyof Row & string, position: Position | null): Filter<Row> =>
  position === null
    ? {}
    : ({
        // Says nothing new, but it is where an index starts to read.
        [field]: upTo(position.at),
        $or: [{ [field]: below(position.at) }, { [field]: position.at, id: below(position.id) }],
      } as unknown as Filter<Row>);

/** That order. */
export const descending = <Row extends Dated>(field: keyof Row & string) =>
  ({ [field]: -1, id: -1 }) as unknown as { readonly [Field in keyof Row]?: 1 | -1 };
