/** Nothing of these is ever logged on purpose; should it be by mistake, it does not get through. */
const names = [
  'text',
  'body',
  'phone',
  'number',
  'email',
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'apiKey',
  'secret',
  'authorization',
  'cookie',
  'displayName',
] as const;

/** For pino: at the top of a line, and one and two levels down, as in an error and its details. */
export const redaction = {
  paths: names.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  censor: '[redacted]',
};
