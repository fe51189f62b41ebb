import { z } from 'zod';

const milliseconds = (least: number, fallback: number, most: number) =>
  z.coerce.number().int().min(least).max(most).default(fallback).describe(`milliseconds from ${least} to ${most}`);

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
  WAKIL_RECONCILE_MS: milliseconds(0, 120_000, 3_600_000),
  WAKIL_SWEEP_MS: milliseconds(100, 1_000, 60_000),
});

export type Config = {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly databaseKey: string | null;
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
  readonly reconcileMs: number;
  readonly sweepMs: number;
};

/** One line that names the variable and what it should be. The value is not in it: it may be a secret. */
export class WrongConfiguration extends Error {}

const complaint = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'unrecognized_keys')
    return `${issue.keys.join(', ')} is no setting of Wakil; see the README for the list`;
  const name = String(issue.path[0]);
  const { description } = variables.shape[name as keyof typeof variables.shape];
  return `${name} must be ${description ?? 'something else'}`;
};

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

/** @throws {WrongConfiguration} */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  const ours = Object.entries(environment).filter(
    ([name, value]) => name.startsWith('WAKIL_') && value !== undefined && value !== '',
  );
  const parsed = variables.safeParse(Object.fromEntries(ours));
  if (!parsed.success) throw new WrongConfiguration(parsed.error.issues.map(complaint).join('; '));
  const value = parsed.data;
  const publicUrl = publicUrlOf(value);
  return {
    host: value.WAKIL_HOST,
    port: value.WAKIL_PORT,
    dataDir: value.WAKIL_DATA_DIR,
    databaseKey: value.WAKIL_DATABASE_KEY ?? null,
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
    reconcileMs: value.WAKIL_RECONCILE_MS,
    sweepMs: value.WAKIL_SWEEP_MS,
  };
};
