import mongoose from 'mongoose';

declare const ofCondition: unique symbol;
/** A comparison made here. Anything else that looks like one is data: `sanitizeFilter` makes it an equality. */
export type Condition<Value> = { readonly [ofCondition]: Value };

/** `null` finds null. */
export type Filter<Row> = {
  readonly [Field in keyof Row]?: Row[Field] | Condition<Row[Field]> | Element<Row[Field]>;
} & {
  readonly $or?: readonly Filter<Row>[];
  readonly $and?: readonly Filter<Row>[];
};
/** A field that holds several is found by each. */
type Element<Value> = Value extends readonly (infer Each)[] ? Each | Condition<Each> : never;

export type Sort<Row> = { readonly [Field in keyof Row]?: 1 | -1 };

const condition = <Value>(operators: Record<string, unknown>): Condition<Value> =>
  mongoose.trusted(operators) as unknown as Condition<Value>;

export const above = <Value>(value: Value): Condition<Value> => condition({ $gt: value });
export const atLeast = <Value>(value: Value): Condition<Value> => condition({ $gte: value });
export const below = <Value>(value: Value): Condition<Value> => condition({ $lt: value });
export const upTo = <Value>(value: Value): Condition<Value> => condition({ $lte: value });
export const between = <Value>(least: Value, before: Value): Condition<Value> =>
  condition({ $gte: least, $lt: before });
export const oneOf = <Value>(values: readonly Value[]): Condition<Value> => condition({ $in: [...values] });
export const noneOf = <Value>(values: readonly Value[]): Condition<Value> => condition({ $nin: [...values] });
export const not = <Value>(value: Value): Condition<Value> => condition({ $ne: value });

/** A moment that has come. Says that it is a number, or the server would not take the index over such moments. */
export const due = (nowMs: number): Condition<number | null> => condition({ $gt: 0, $lte: nowMs });

/** One element of a list of texts that begins so. */
export const beginning = (text: string): Condition<string> =>
  // U+10FFFF sorts behind every letter.
  condition({ $elemMatch: { $gte: text, $lt: `${text}\u{10ffff}` } });

const special = /[.*+?^${}()|[\]\\]/g;
/** A text with this in it. */
export const holding = (part: string): Condition<string> => condition({ $regex: part.replace(special, '\\$&') });
