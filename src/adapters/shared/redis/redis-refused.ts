import { DomainError } from '#domain/shared/domain-error';

/** Somebody answers at the address and will not do. Neither the address nor the password is repeated. */
export class RedisRefused extends DomainError {
  readonly code = 'redis.refused';
  readonly kind = 'fatal';
}

const known: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:WRONGPASS|NOAUTH|ERR invalid password|ERR AUTH)/,
    'REDIS_URL must hold the name and the password of this Redis',
  ],
  [
    /^NOPERM/,
    'REDIS_URL must name a user who may publish, subscribe, run scripts and use the keys of WAKIL_REDIS_PREFIX',
  ],
  [/^ERR (?:DB index|invalid DB)/, 'REDIS_URL must end with a database this Redis has, such as /0'],
  [/^Unknown RESP type|Protocol error/, 'REDIS_URL must be the address of a Redis: what answers there is none'],
];

/** What an error of a connection means for good; `null`: it may pass by itself. */
export const refusalIn = (error: unknown): RedisRefused | null => {
  const text = error instanceof Error ? error.message : '';
  const reason = known.find(([pattern]) => pattern.test(text))?.[1];
  return reason === undefined ? null : new RedisRefused(reason, {});
};
