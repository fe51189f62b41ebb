/** The tenant leads every name of a document, and nothing in a part can end it. */
export const keyOf = (tenantId: string, parts: readonly unknown[]): string =>
  [tenantId, ...parts].map((part) => String(part).replaceAll('%', '%25').replaceAll('/', '%2F')).join('/');
