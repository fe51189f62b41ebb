import type { Page, PageRequest } from '#domain/shared/page';

const defaultLimit = 50;

export const pageRequest = (query: {
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}): PageRequest => ({
  after: query.after ?? null,
  limit: query.limit ?? defaultLimit,
});

export const presentPage = <T, Json>(
  page: Page<T>,
  present: (item: T) => Json,
): { items: Json[]; next: string | null } => ({
  items: page.items.map(present),
  next: page.next,
});

/** Drops what was not given, so that an optional field is absent rather than undefined. */
export const given = <T extends object>(fields: T): { [Key in keyof T]: Exclude<T[Key], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
