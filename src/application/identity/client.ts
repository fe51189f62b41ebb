/** What is known of the device that calls, as the HTTP adapter saw it. */
export type Client = { readonly ip: string; readonly userAgent: string };

/** The first four groups of an IPv6 address, `::` written out. */
const ipv6Network = (ip: string): string => {
  const [head = '', tail] = ip.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
};

/** What a rate limit counts: the address, or the /64 of an IPv6 one, because a home has all 2^64 of them. */
export const networkOf = ({ ip }: Client): string => {
  const address = ip
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, '')
    .slice(0, 64);
  return address.includes(':') ? ipv6Network(address) : address;
};

export const shortUserAgent = ({ userAgent }: Client): string =>
  userAgent.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 200);
