import { isIP } from 'node:net';
import { isPublicAddress } from '#adapters/network/safe-fetch/public-address';
import { AddressRefused } from '#application/ports/safe-fetch';

export type Target = {
  readonly url: URL;
  /** Without brackets. */
  readonly host: string;
  readonly isAddress: boolean;
};

const longestUrl = 2_048;
/** An empty port is the scheme's own. */
const openPorts: ReadonlySet<string> = new Set(['', '80', '443']);

const parsed = (raw: string): URL => {
  if (raw.length > longestUrl || !URL.canParse(raw)) throw new AddressRefused('not_a_url');
  return new URL(raw);
};

/** The parser has already turned `0x7f.1`, `2130706433` and `①②⑦.0.0.1` into the address they mean. @throws {AddressRefused} */
export const targetOf = (raw: string, allowsHttp: boolean): Target => {
  const url = parsed(raw);
  if (url.protocol !== 'https:' && !(allowsHttp && url.protocol === 'http:')) throw new AddressRefused('not_https');
  if (url.username !== '' || url.password !== '') throw new AddressRefused('with_credentials');
  if (!openPorts.has(url.port)) throw new AddressRefused('port');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isAddress = isIP(host) !== 0;
  if (isAddress && !isPublicAddress(host)) throw new AddressRefused('private_address');
  if (!isAddress && /^(?:|.*\.)(?:localhost|local|internal)\.?$/.test(host))
    throw new AddressRefused('private_address');
  return { url, host, isAddress };
};
