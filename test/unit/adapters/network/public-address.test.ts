import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '#adapters/network/safe-fetch/public-address';
import { targetOf } from '#adapters/network/safe-fetch/target';

const closed = [
  '0.0.0.0',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.100.100.200',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:2::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  '2606:4700::1111%eth0',
  'fec0::1',
  'ff02::1',
  '',
  'localhost',
  '127.1',
];

const open = ['1.1.1.1', '8.8.8.8', '93.184.216.34', '100.63.255.255', '172.32.0.1', '223.255.255.255'];
const openV6 = ['2606:4700::1111', '2a00:1450:4009::8a', '2001:4860:4860::8888'];

describe('an address of the public internet', () => {
  it.each(closed)('is not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it.each([...open, ...openV6])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

/** Everything here once reached something it should not have, in one product or another. */
const refused: readonly (readonly [string, string])[] = [
  ['http://127.0.0.1/', 'private_address'],
  ['http://2130706433/', 'private_address'],
  ['http://0x7f000001/', 'private_address'],
  ['http://0x7f.1/', 'private_address'],
  ['http://0177.0.0.1/', 'private_address'],
  ['http://017700000001/', 'private_address'],
  ['http://127.1/', 'private_address'],
  ['http://127.0.1/', 'private_address'],
  ['http://①②⑦.⓪.⓪.①/', 'private_address'],
  ['http://127。0。0。1/', 'private_address'],
  ['http://%31%32%37.0.0.1/', 'private_address'],
  ['http://0/', 'private_address'],
  ['http://0.0.0.0/', 'private_address'],
  ['http://169.254.169.254/latest/meta-data/', 'private_address'],
  ['http://2852039166/latest/', 'private_address'],
  ['http://0xA9.0xFE.0xA9.0xFE/', 'private_address'],
  ['http://[::1]/', 'private_address'],
  ['http://[::]/', 'private_address'],
  ['http://[::127.0.0.1]/', 'private_address'],
  ['http://[::ffff:127.0.0.1]/', 'private_address'],
  ['http://[::ffff:7f00:1]/', 'private_address'],
  ['http://[0:0:0:0:0:ffff:a9fe:a9fe]/', 'private_address'],
  ['http://[64:ff9b::169.254.169.254]/', 'private_address'],
  ['http://[2002:a9fe:a9fe::]/', 'private_address'],
  ['http://[fd00:ec2::254]/', 'private_address'],
  ['http://[fe80::1]/', 'private_address'],
  ['http://localhost/', 'private_address'],
  ['http://LOCALHOST./', 'private_address'],
  ['http://a.localhost/', 'private_address'],
  ['http://metadata.google.internal/', 'private_address'],
  ['http://printer.local/', 'private_address'],
  ['http://shop.example:22/', 'port'],
  ['http://shop.example:6379/', 'port'],
  ['https://shop.example:8443/', 'port'],
  ['http://user@shop.example/', 'with_credentials'],
  ['http://shop.example@127.0.0.1/', 'with_credentials'],
  ['http://:secret@shop.example/', 'with_credentials'],
  ['ftp://shop.example/', 'not_https'],
  ['file:///etc/passwd', 'not_https'],
  ['gopher://127.0.0.1:6379/_INFO', 'not_https'],
  ['javascript:alert(1)', 'not_https'],
  ['data:text/html,hello', 'not_https'],
  ['//shop.example/', 'not_a_url'],
  ['shop.example', 'not_a_url'],
  ['http://[::1', 'not_a_url'],
  ['http://[fe80::1%25eth0]/', 'not_a_url'],
  ['http://999.1.1.1/', 'not_a_url'],
  ['', 'not_a_url'],
  [`http://shop.example/${'a'.repeat(2_048)}`, 'not_a_url'],
];

describe('where this server goes', () => {
  it.each(refused)('is not %s', (url, reason) => {
    expect(() => targetOf(url, true)).toThrow(expect.objectContaining({ details: { reason, field: 'url' } }));
  });

  it('is an address of the internet, by name or number, on the usual ports', () => {
    for (const url of [
      'https://shop.example/a?b=c',
      'http://shop.example:80/',
      'https://1.1.1.1/',
      'https://[2606:4700::1111]/',
    ])
      expect(targetOf(url, true).url.href).toContain('://');
  });

  it('is https alone unless said otherwise', () => {
    expect(() => targetOf('http://shop.example/', false)).toThrow(
      expect.objectContaining({ details: { reason: 'not_https', field: 'url' } }),
    );
  });
});
