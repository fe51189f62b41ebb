/** What a field holds; a question mark says that it may be null. */
export type FieldKind = 'text' | 'text?' | 'number' | 'number?' | 'bytes' | 'texts';

export type Fields<Row> = { readonly [Field in keyof Row & string]: FieldKind };

/** 1 ascending, -1 descending. */
export type IndexKeys<Row> = { readonly [Field in keyof Row & string]?: 1 | -1 };

export type Index<Row> = {
  readonly keys: IndexKeys<Row>;
  readonly unique?: true;
  /**
   * Only documents in which this field is a text with something in it, or a number above 0: the others are in nobody's way. A
   * query has to say as much, or the server does not take the index.
   */
  readonly where?: { readonly field: keyof Row & string; readonly is: 'string' | 'number' };
};

/** One aggregate's collection. `key`: the fields beside the tenant that name a document, in this order. */
export type Collection<Row> = {
  readonly key: readonly (keyof Row & string)[];
  readonly fields: Fields<Row>;
  readonly indexes: readonly Index<Row>[];
};

/** A list, newest first. */
export const newest = { created_at: -1, id: -1 } as const;
