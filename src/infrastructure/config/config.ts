import { z } from 'zod';
import { type OperationsConfig, operationsOf } from '#infrastructure/config/operations-config';
import { readRoles, roles } from '#infrastructure/config/roles';
import type { StartCode } from '#infrastructure/config/start-codes';

const milliseconds = (least: number, fallback: number, most: number) =>
  z.coerce.number().int().min(least).max(most).default(fallback).describe(`milliseconds from ${least} to ${most}`);

const refuse = (issues: z.RefinementCtx): never => {
  issues.addIssue({ code: 'custom' });
  return z.NEVER;
};

/** Every variable the product reads. Anything else that begins with WAKIL_ is a typing error and stops the start. */
const variables = z.strictObject({
  WAKIL_HOST: z.string().min(1).default('127.0.0.1').describe('the address to listen on, such as 0.0.0.0'),
  WAKIL_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(3000)
    .describe('a port from 0 to 65535; 0 takes a free one'),
  WAKIL_DATA_DIR: z.string().min(1).default('./data').describe('a folder on a local disk'),
  WAKIL_DATABASE_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/)
    .optional()
    .describe('64 hex digits; without it a key file is made in the data folder'),
  WAKIL_MASTER_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/)
    .optional()
    .describe('64 hex digits; without it a key file is made in the data folder'),
  WAKIL_MASTER_KEY_OLD: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/)
    .optional()
    .describe('64 hex digits: a master key that may still be in use'),
  WAKIL_TRANSIT_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('where a transit engine is mounted, such as https://vault.example/v1/transit'),
  WAKIL_TRANSIT_KEY: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .default('wakil')
    .describe('the name of its key: letters, digits, _ and -'),
  WAKIL_TRANSIT_TOKEN: z.string().min(1).optional().describe('a token that may encrypt and decrypt with that key'),
  WAKIL_TRUST_PROXY: z
    .enum(['true', 'false'])
    .default('false')
    .describe('true behind a reverse proxy that sets X-Forwarded-For'),
  WAKIL_LOG_LEVEL: z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('silent, fatal, error, warn, info or debug'),
  WAKIL_CLOUD_API_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://graph.facebook.com/v23.0')
    .describe('the Graph API with its version, such as https://graph.facebook.com/v23.0'),
  WAKIL_CLOUD_API_APP_SECRET: z.string().min(16).optional().describe("the Meta app's secret, at least 16 characters"),
  WAKIL_CLOUD_API_VERIFY_TOKEN: z
    .string()
    .min(8)
    .optional()
    .describe('the token of the webhook verification, at least 8 characters'),
  WAKIL_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('the address people reach this server at, such as https://wakil.example.com'),
  WAKIL_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('a mail server, such as smtp://user:password@mail.example.com:587 or smtps://…:465'),
  WAKIL_MAIL_FROM: z
    .string()
    .max(200)
    .regex(/^(?:[^\p{Cc}<>"@,;]*<[^\s@<>",;]+@[A-Za-z0-9.-]+>|[^\s@<>",;]+@[A-Za-z0-9.-]+)$/u)
    .optional()
    .describe('the sender of mails, such as Wakil <wakil@example.com>'),
  WAKIL_WHATSAPP_URL: z
    .url({ protocol: /^wss?$/ })
    .optional()
    .describe("an emulator's address, such as ws://127.0.0.1:8090/ws/chat; not with NODE_ENV=production"),
  WAKIL_WHATSAPP_ROOT_KEY: z
    .base64()
    .refine((text) => Buffer.from(text, 'base64').length === 32)
    .optional()
    .describe("the root key of an emulator's certificates, 32 bytes in base64; not with NODE_ENV=production"),
  WAKIL_WHATSAPP_CODE_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(60_000)
    .optional()
    .describe('milliseconds from 100 to 60000, for an emulator only'),
  WAKIL_WHATSAPP_PROCESSES: z.coerce.number().int().min(1).max(16).default(1).describe('a number from 1 to 16'),
  WAKIL_WHATSAPP_VERSION: z
    .string()
    .regex(/^\d{1,6}\.\d{1,9}\.\d{1,12}$/)
    .optional()
    .describe('the version of WhatsApp Web to say, such as 2.3000.1043857760'),
  WAKIL_WHATSAPP_SIGNATURE_CHECKS: z.enum(['true', 'false']).optional().describe('true or false'),
  WAKIL_CHROMIUM_PATH: z.string().min(1).optional().describe('the program file of a Chromium'),
  WAKIL_SESSIONS_DIR: z.string().min(1).default('./sessions').describe('a folder on a local disk'),
  WAKIL_MEDIA_LIMIT_MB: z.coerce.number().int().min(1).max(16).default(16).describe('megabytes from 1 to 16'),
  WAKIL_RECONCILE_MS: milliseconds(0, 120_000, 3_600_000),
  WAKIL_SWEEP_MS: milliseconds(100, 1_000, 60_000),
  WAKIL_ROLES: z
    .string()
    .default(roles.join())
    .transform((text, issues) => readRoles(text) ?? refuse(issues))
    .describe(`one or more of ${roles.join(', ')}, such as api,worker`),
  WAKIL_HEALTH_HOST: z.string().min(1).default('127.0.0.1').describe('the address of the health port, such as 0.0.0.0'),
  WAKIL_HEALTH_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .describe('a port from 0 to 65535; 0 takes a free one'),
  WAKIL_METRICS_TOKEN: z.string().min(16).optional().describe('the token of /metrics, at least 16 characters'),
  WAKIL_METRICS_TENANTS: z.coerce.number().int().min(0).max(50).default(0).describe('a number from 0 to 50'),
  WAKIL_STOP_DELAY_MS: milliseconds(0, 0, 60_000),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/\S+$/)
    .optional()
    .describe('redis://[user:password@]host[:port][/database], or rediss:// for TLS'),
  WAKIL_REDIS_PREFIX: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/)
    .default('wakil')
    .describe('what keys in Redis begin with: a to z, 0 to 9, - and _, 32 at most'),
});

/** Named by others as well, and so without our prefix. */
const unprefixed: ReadonlySet<string> = new Set(['REDIS_URL']);

/** A server, or several, and the name of a database; what is before `@` may be a secret. */
const mongoAddress = /^mongodb(?:\+srv)?:\/\/[^/?#\s]+\/[A-Za-z0-9_-]{1,63}(?:\?\S*)?$/;

const postgresUrl = () => z.url({ protocol: /^postgres(ql)?$/ }).optional();

/** Addresses of servers, by the names their own tools use. Of other variables of these families nothing is read. */
const services = z.object({
  POSTGRES_URL: postgresUrl().describe(
    'a PostgreSQL address, such as postgresql://wakil:password@db.example.com/wakil',
  ),
  POSTGRES_OWNER_URL: postgresUrl().describe(
    'a PostgreSQL address of the same database, with the role that owns the tables',
  ),
  MONGODB_URI: z
    .string()
    .regex(mongoAddress)
    .optional()
    .describe(
      'the address of a MongoDB with the name of a database, such as mongodb://user:password@db.example.com/wakil',
    ),
});

/** A server that holds the data in place of the file in the data folder. */
export type PostgresConfig = {
  readonly url: string;
  /** Of the role that brings the schema up to date; `null`: somebody else does. */
  readonly ownerUrl: string | null;
};

export type Config = {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly databaseKey: string | null;
  /** What wraps the keys of tenants: from the environment, else a file in the data folder; and another that still opens. */
  readonly masterKey: string | null;
  /** A service that keeps the master key; `null`: it is a key of ours. */
  readonly transit: { readonly url: string; readonly key: string; readonly token: string } | null;
  readonly oldMasterKey: string | null;
  /** `null`: the data is in the data folder, or in a MongoDB. */
  readonly postgres: PostgresConfig | null;
  /** A MongoDB that holds the data; may hold a password. `null`: none does. */
  readonly mongoUri: string | null;
  readonly trustProxy: boolean;
  readonly logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug';
  readonly cloudApi: {
    readonly baseUrl: string;
    readonly appSecret: string | null;
    readonly verifyToken: string | null;
  };
  /** Where people reach this server, without a slash at the end. Links in mails begin with it. */
  readonly publicUrl: string;
  readonly mail: { readonly smtpUrl: string | null; readonly from: string };
  readonly whatsapp: WhatsAppConfig;
  readonly reconcileMs: number;
  readonly sweepMs: number;
  /** `NODE_ENV=production`: what is only for trying out is refused. */
  readonly isProduction: boolean;
  readonly operations: OperationsConfig;
  /** What processes share; `null`: there is one. */
  readonly redis: RedisConfig | null;
};

export type RedisConfig = {
  readonly url: string;
  /** Every key and channel begins with it. */
  readonly prefix: string;
};

/** What engines of the unofficial mode need of the machine and of the configuration. */
export type WhatsAppConfig = {
  /** Where an emulator is, and its root key; `null`: WhatsApp itself. */
  readonly url: string | null;
  readonly rootKey: Uint8Array | null;
  readonly version: readonly [number, number, number] | null;
  /** How long an emulator's codes to link with are good; `null`: as long as WhatsApp's. */
  readonly codeMs: number | null;
  readonly signatureChecks: boolean;
  readonly processes: number;
  readonly chromiumPath: string | null;
  readonly sessionsDir: string;
  /** In bytes. */
  readonly mediaLimit: number;
  /** All that an engine process sees of our environment: where programs and folders are. */
  readonly environment: Readonly<Record<string, string>>;
};

/** One line that names the variable and what it should be. The value is not in it: it may be a secret. */
export class WrongConfiguration extends Error {
  readonly code: string;
  /** @param code one of ours, or that of the error which is told here in words of the configuration. */
  constructor(message: string, code: StartCode | { readonly code: string } = 'configuration.wrong') {
    super(message);
    this.code = typeof code === 'string' ? code : code.code;
  }
}

const complaint = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'unrecognized_keys')
    return `${issue.keys.join(', ')} is no setting of Wakil; see the README for the list`;
  const name = String(issue.path[0]);
  const { description } = { ...variables.shape, ...services.shape }[name as keyof typeof variables.shape];
  return `${name} must be ${description ?? 'something else'}`;
};

const wrong = ({ issues }: z.ZodError): WrongConfiguration =>
  new WrongConfiguration(
    issues.map(complaint).join('; '),
    issues.every(({ code }) => code === 'unrecognized_keys') ? 'configuration.unknown_setting' : 'configuration.wrong',
  );

const everyInterface: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

const publicUrlOf = ({ WAKIL_PUBLIC_URL, WAKIL_HOST, WAKIL_PORT }: z.output<typeof variables>): string => {
  const host = everyInterface.has(WAKIL_HOST) ? 'localhost' : WAKIL_HOST;
  const here = `http://${host.includes(':') ? `[${host}]` : host}:${WAKIL_PORT}`;
  return (WAKIL_PUBLIC_URL ?? here).replace(/\/+$/, '');
};

/** The same with the port that was found free, also in the address unless one was given. */
export const onPort = (config: Config, port: number): Config => ({
  ...config,
  port,
  publicUrl: config.publicUrl.replace(/:0$/, `:${port}`),
});
type Environment = Readonly<Record<string, string | undefined>>;

const numbersOf = (version: string): readonly [number, number, number] => {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return [major, minor, patch];
};

/** An emulator is whoever holds its key: real numbers are never linked to one by mistake. @throws {WrongConfiguration} */
const whatsAppOf = (value: z.output<typeof variables>, environment: Environment): WhatsAppConfig => {
  const isProduction = environment['NODE_ENV'] === 'production';
  const emulation = ['WAKIL_WHATSAPP_URL', 'WAKIL_WHATSAPP_ROOT_KEY'] as const;
  const forbidden = emulation.find((name) => isProduction && value[name] !== undefined);
  if (forbidden !== undefined)
    throw new WrongConfiguration(
      `${forbidden} must not be set with NODE_ENV=production`,
      'configuration.contradiction',
    );
  const { WAKIL_WHATSAPP_URL: url, WAKIL_WHATSAPP_ROOT_KEY: rootKey, WAKIL_WHATSAPP_VERSION: version } = value;
  const isEmulated = url !== undefined;
  const codeMs = value.WAKIL_WHATSAPP_CODE_MS ?? null;
  if (codeMs !== null && !isEmulated)
    throw new WrongConfiguration(
      'WAKIL_WHATSAPP_CODE_MS needs an emulator: set WAKIL_WHATSAPP_URL as well',
      'configuration.contradiction',
    );
  return {
    url: url ?? null,
    rootKey: rootKey === undefined ? null : new Uint8Array(Buffer.from(rootKey, 'base64')),
    version: version === undefined ? null : numbersOf(version),
    codeMs,
    signatureChecks: (value.WAKIL_WHATSAPP_SIGNATURE_CHECKS ?? String(isEmulated)) === 'true',
    processes: value.WAKIL_WHATSAPP_PROCESSES,
    chromiumPath: value.WAKIL_CHROMIUM_PATH ?? null,
    sessionsDir: value.WAKIL_SESSIONS_DIR,
    mediaLimit: value.WAKIL_MEDIA_LIMIT_MB * 1_048_576,
    environment: Object.fromEntries(
      ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'NODE_ENV'].flatMap((name) => {
        const set = environment[name];
        return set === undefined ? [] : [[name, set]];
      }),
    ),
  };
};

const tracesToOf = (environment: Environment): string | null => {
  const names = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'] as const;
  const name = names.find((each) => (environment[each] ?? '') !== '');
  const url = name === undefined ? null : String(environment[name]);
  if (url !== null && !/^https?:\/\/[^\s/]/.test(url))
    throw new WrongConfiguration(`${name} must be the address of a collector, such as http://127.0.0.1:4318`);
  return url;
};

/** @throws {WrongConfiguration} */
const databasesOf = (environment: Environment): Pick<Config, 'postgres' | 'mongoUri'> => {
  const named = Object.entries(environment).filter(([, value]) => value !== '');
  const parsed = services.safeParse(Object.fromEntries(named));
  if (!parsed.success) throw wrong(parsed.error);
  const { POSTGRES_URL: url, POSTGRES_OWNER_URL: ownerUrl = null, MONGODB_URI: mongoUri = null } = parsed.data;
  if (url === undefined && ownerUrl !== null)
    throw new WrongConfiguration(
      'POSTGRES_OWNER_URL needs POSTGRES_URL, which names the role that Wakil runs as',
      'configuration.contradiction',
    );
  if (url !== undefined && mongoUri !== null)
    throw new WrongConfiguration(
      'POSTGRES_URL and MONGODB_URI must not both be set: the data is in one of them',
      'configuration.contradiction',
    );
  return { postgres: url === undefined ? null : { url, ownerUrl }, mongoUri };
};

/** @throws {WrongConfiguration} */
const transitOf = (value: z.output<typeof variables>): Config['transit'] => {
  const { WAKIL_TRANSIT_URL: url, WAKIL_TRANSIT_KEY: key, WAKIL_TRANSIT_TOKEN: token } = value;
  if (url === undefined && token === undefined) return null;
  if (url === undefined || token === undefined)
    throw new WrongConfiguration(
      'WAKIL_TRANSIT_URL and WAKIL_TRANSIT_TOKEN must be set together, or neither',
      'configuration.contradiction',
    );
  return { url, key, token };
};

/** @throws {WrongConfiguration} */
export const readConfig = (environment: Environment): Config => {
  const ours = Object.entries(environment).filter(
    ([name, value]) => (name.startsWith('WAKIL_') || unprefixed.has(name)) && value !== undefined && value !== '',
  );
  const parsed = variables.safeParse(Object.fromEntries(ours));
  if (!parsed.success) throw wrong(parsed.error);
  const value = parsed.data;
  const publicUrl = publicUrlOf(value);
  return {
    host: value.WAKIL_HOST,
    port: value.WAKIL_PORT,
    dataDir: value.WAKIL_DATA_DIR,
    databaseKey: value.WAKIL_DATABASE_KEY ?? null,
    masterKey: value.WAKIL_MASTER_KEY ?? null,
    oldMasterKey: value.WAKIL_MASTER_KEY_OLD ?? null,
    transit: transitOf(value),
    ...databasesOf(environment),
    trustProxy: value.WAKIL_TRUST_PROXY === 'true',
    logLevel: value.WAKIL_LOG_LEVEL,
    cloudApi: {
      baseUrl: value.WAKIL_CLOUD_API_BASE_URL,
      appSecret: value.WAKIL_CLOUD_API_APP_SECRET ?? null,
      verifyToken: value.WAKIL_CLOUD_API_VERIFY_TOKEN ?? null,
    },
    publicUrl,
    mail: {
      smtpUrl: value.WAKIL_SMTP_URL ?? null,
      from: value.WAKIL_MAIL_FROM ?? `Wakil <wakil@${new URL(publicUrl).hostname}>`,
    },
    whatsapp: whatsAppOf(value, environment),
    reconcileMs: value.WAKIL_RECONCILE_MS,
    sweepMs: value.WAKIL_SWEEP_MS,
    isProduction: environment['NODE_ENV'] === 'production',
    operations: operationsOf({ ...value, roles: value.WAKIL_ROLES }, tracesToOf(environment)),
    redis: value.REDIS_URL === undefined ? null : { url: value.REDIS_URL, prefix: value.WAKIL_REDIS_PREFIX },
  };
};
