/** The host, and the port if it is not the scheme's own: `shop.example`, `localhost:8080`. */
const hostOf = (origin: string): string | null => /^https?:\/\/([^/?#@\s]+)$/i.exec(origin)?.[1]?.toLowerCase() ?? null;

const withoutPort = (host: string): string => host.replace(/:\d+$/, '');

const admits = (domain: string, host: string): boolean => {
  // A domain that names no port stands for every one of its host.
  const named = /:\d+$/.test(domain) ? host : withoutPort(host);
  return domain.startsWith('*.')
    ? named.endsWith(domain.slice(1)) && named.length > domain.length - 1
    : named === domain;
};

/** May a page of this origin show the chat? `*.shop.example` stands for what is below it, not for itself. */
export const isAllowedOrigin = (domains: readonly string[], origin: string): boolean => {
  const host = hostOf(origin);
  return host !== null && domains.some((domain) => admits(domain.toLowerCase(), host));
};
