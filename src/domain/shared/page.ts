/** One page of a keyset-paged list. `next` is opaque to callers; `null` means the end. */
export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };
/** `after` is the `next` of the page before; `limit` is 1..100. */
export type PageRequest = { readonly after: string | null; readonly limit: number };
