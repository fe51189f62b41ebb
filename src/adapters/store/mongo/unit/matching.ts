type Values = Readonly<Record<string, unknown>>;
type Test = (value: unknown, against: unknown) => boolean;

const isSame = (value: unknown, against: unknown): boolean =>
  Array.isArray(value) && !Array.isArray(against) ? value.includes(against) : (value ?? null) === against;

const isSortable = (value: unknown): value is number | string => typeof value === 'number' || typeof value === 'string';
const orderOf = <Value extends number | string>(left: Value, right: Value): number =>
  left === right ? 0 : left < right ? -1 : 1;

/** As the server compares: values of two kinds are neither above nor below each other. */
const compared =
  (holds: (order: number) => boolean): Test =>
  (value, against) =>
    isSortable(value) && isSortable(against) && typeof value === typeof against && holds(orderOf(value, against));

const tests: Readonly<Record<string, Test>> = {
  $gt: compared((order) => order > 0),
  $gte: compared((order) => order >= 0),
  $lt: compared((order) => order < 0),
  $lte: compared((order) => order <= 0),
  $ne: (value, against) => !isSame(value, against),
  $in: (value, against) => (against as readonly unknown[]).some((each) => isSame(value, each)),
  $nin: (value, against) => !(against as readonly unknown[]).some((each) => isSame(value, each)),
  $regex: (value, against) => typeof value === 'string' && new RegExp(against as string).test(value),
};

const isCondition = (wanted: unknown): wanted is Values =>
  typeof wanted === 'object' && wanted !== null && Object.keys(wanted).some((key) => key.startsWith('$'));

const fits = (value: unknown, wanted: unknown): boolean =>
  isCondition(wanted)
    ? Object.entries(wanted).every(([operator, against]) => {
        const test = tests[operator];
        if (test === undefined) throw new TypeError(`${operator} is not known to a unit of work`);
        return test(value, against);
      })
    : isSame(value, wanted);

/** Would the server find this row? For rows a unit has changed and the server has not seen. */
export const matches = (row: Values, filter: Values): boolean =>
  Object.entries(filter).every(([key, wanted]) => {
    if (key === '$or') return (wanted as readonly Values[]).some((each) => matches(row, each));
    if (key === '$and') return (wanted as readonly Values[]).every((each) => matches(row, each));
    return fits(row[key], wanted);
  });

/** The server's order of the few kinds we sort by: nothing, numbers, texts. */
const rankOf = (value: unknown): number =>
  value === null || value === undefined ? 0 : typeof value === 'number' ? 1 : 2;

const order = (left: unknown, right: unknown): number => {
  const rank = rankOf(left) - rankOf(right);
  if (rank !== 0 || left === right) return rank;
  return (left as number) < (right as number) ? -1 : 1;
};

export const bySort =
  (sort: Readonly<Record<string, 1 | -1>>) =>
  (left: Values, right: Values): number => {
    for (const [field, direction] of Object.entries(sort)) {
      const step = order(left[field], right[field]);
      if (step !== 0) return step * direction;
    }
    return 0;
  };
