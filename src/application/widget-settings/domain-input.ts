import { InvalidInput, listOf } from '#application/input';

const host = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?::\d{1,5})?$/;

/** `https://Shop.Example/contact` → `shop.example`: people paste what stands in the address bar. @throws {InvalidInput} */
export const domainOf = (raw: string): string => {
  const bare = raw
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/\.(?=:|$)/, '');
  const [name = '', port] = bare.split(':');
  const isLocal = name === 'localhost' || /^127(?:\.\d{1,3}){3}$/.test(name);
  const isName = host.test(bare) && name.length <= 253 && (isLocal || /\.[a-z][a-z0-9-]*$/.test(name));
  if (!isName || name === '*' || (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)))
    throw new InvalidInput('domains', `${raw.slice(0, 60)} is no domain; write it as shop.example or *.shop.example`);
  return bare;
};

/** @throws {InvalidInput} */
export const domainsOf = (raw: readonly string[]): readonly string[] => [
  ...new Set(listOf('domains', raw, 50).map(domainOf)),
];
