import { BlockList, isIP } from 'node:net';

/** Not the internet: this host, private networks, link-local and metadata, documentation, benchmarks, multicast, reserved. */
const closedV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  // A cloud's own service to its machines, though it looks public.
  '168.63.129.16/32',
];

/** IPv6 is open where it is handed out, 2000::/3, less what carries an IPv4 address inside or is not for hosts. */
const openV6 = '2000::/3';
const closedV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

const listOf = (ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix = ''] = range.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
};

const v4 = listOf(closedV4, 'ipv4');
const v6 = listOf(closedV6, 'ipv6');
const handedOut = listOf([openV6], 'ipv6');

/** An address written out, without brackets. Whatever is not one is not public. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address);
  if (family === 4) return !v4.check(address, 'ipv4');
  return family === 6 && !address.includes('%') && handedOut.check(address, 'ipv6') && !v6.check(address, 'ipv6');
};
