const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const host = new RegExp(`^(?:\\*\\.)?(?:${label}\\.)*${label}(?::\\d{1,5})?$`);

/** `https://Shop.Example/contact` → `shop.example`: people paste what stands in the address bar. */
export const tidiedDomain = (raw: string): string =>
  raw
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/\.(?=:|$)/, '');

/** Would the server take it? */
export const isDomain = (domain: string): boolean => {
  const [name = '', port] = domain.split(':');
  const isLocal = name === 'localhost' || /^127(?:\.\d{1,3}){3}$/.test(name);
  const isPort = port === undefined || (Number(port) >= 1 && Number(port) <= 65_535);
  return isPort && name.length <= 253 && host.test(domain) && (isLocal || /\.[a-z][a-z0-9-]*$/.test(name));
};
