import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { buildConnector, Client } from 'undici';

type Place = { readonly address: LookupAddress; readonly port: number };

/** Where a checked address is really dialled: in a test a server of ours stands in for the internet. */
export type Dial = (place: Place) => Place;

export type Pinning = {
  readonly addresses: readonly LookupAddress[];
  readonly isAddress: boolean;
  readonly dial: Dial;
  readonly timeoutMs: number;
  /** Certificates to trust instead of the usual ones. */
  readonly ca: string | undefined;
};

const defaultPort = (url: URL): number => (url.protocol === 'https:' ? 443 : 80);

/** The only answer a name has here is what was checked, whatever it resolves to by the time of the connection. */
const knowing =
  (addresses: readonly LookupAddress[]): LookupFunction =>
  (_host, options, answer) => {
    const [first] = addresses;
    if (options.all === true || first === undefined) answer(null, [...addresses]);
    else answer(null, first.address, first.family);
  };

/**
 * A client whose connections go to these addresses and no other. The name stays what the certificate is held against and
 * what the `Host` header says.
 */
export const pinnedClient = (url: URL, { addresses, isAddress, dial, timeoutMs, ca }: Pinning): Client => {
  const port = Number(url.port) || defaultPort(url);
  const places = addresses.map((address) => dial({ address, port }));
  const connect = buildConnector({
    timeout: timeoutMs,
    allowH2: false,
    autoSelectFamily: true,
    lookup: knowing(places.map(({ address }) => address)),
    ...(ca !== undefined && { ca }),
  });
  const written = places[0]?.address.address;
  const dialledPort = String(places[0]?.port ?? port);
  return new Client(url.origin, {
    connect: (options, done) => {
      // An address that is written out is never looked up.
      const hostname = isAddress && written !== undefined ? written : options.hostname;
      connect({ ...options, hostname, port: dialledPort }, done);
    },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxHeaderSize: 16_384,
  });
};
