import { DomainError } from '#domain/shared/domain-error';

/** What a URL says about a Redis, as plain options: every client is made from these, of whatever version it is. */
export type ConnectionOptions = {
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: Record<string, never>;
};

/** The address is not one of a Redis. It is not repeated: there may be a password in it. */
export class WrongRedisUrl extends DomainError {
  readonly code = 'redis.wrong_url';
  readonly kind = 'fatal';
  constructor() {
    super('REDIS_URL must be redis://[user:password@]host[:port][/database], or rediss:// for TLS', {});
  }
}

const defaultPort = 6_379;

const parsed = (url: string): URL => {
  try {
    return new URL(url);
  } catch {
    throw new WrongRedisUrl();
  }
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new WrongRedisUrl();
  }
};

/** @throws {WrongRedisUrl} */
export const connectionOptions = (url: string): ConnectionOptions => {
  const { protocol, hostname, port, username, password, pathname } = parsed(url);
  const database = /^\/?(\d{0,5})$/.exec(pathname)?.[1];
  if (!['redis:', 'rediss:'].includes(protocol) || hostname === '' || database === undefined) throw new WrongRedisUrl();
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? defaultPort : Number(port),
    db: Number(database),
    ...(username !== '' && { username: decoded(username) }),
    ...(password !== '' && { password: decoded(password) }),
    ...(protocol === 'rediss:' && { tls: {} }),
  };
};
