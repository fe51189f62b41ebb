import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backUpFiles, restoreFiles } from '#adapters/blobs/blob-folder';
import { Argon2PasswordHasher } from '#adapters/identity/argon2-password-hasher';
import { createSigningKey } from '#adapters/identity/jose-token-signer';
import { NodeSecrets } from '#adapters/identity/node-secrets';
import { RandomIds } from '#adapters/identity/random-ids';
import { backUpFolder, rekeyFolder, restoreFolder } from '#adapters/store/sql/dialects/sqlite/database-file';
import { Accounts } from '#application/identity/accounts';
import type { Store } from '#application/ports/store';
import { type Config, readConfig, WrongConfiguration } from '#infrastructure/config/config';
import {
  databaseKeyPath,
  existingDatabaseKey,
  newDatabaseKey,
  replaceDatabaseKey,
  replaceMasterKey,
  rotateSigningKey,
} from '#infrastructure/config/key-files';
import { openFoundation } from '#infrastructure/main/foundation';
import { stopWithOneLine } from '#infrastructure/main/stop-with-one-line';

const usage = `npm run admin -- <command>

  create-super-admin --email ana@example.com --name Ana [--password …]
                       makes a super admin (the server must be stopped); without a password one is made and printed
  rotate-keys          a new key for the database, one for signing access tokens, a new master key and a new key for each
                       tenant (the server must be stopped). What is stored is sealed anew while it runs again. With
                       WAKIL_DATABASE_KEY set, give the new one as --new-key and change the variable afterwards; with
                       WAKIL_MASTER_KEY set, that one is yours to change. With PostgreSQL or MongoDB: new keys for the
                       tenants and for access tokens, while the servers run
  backup --to FILE     copies the database to FILE and the files people sent to FILE.files, both encrypted as they are; works
                       while the server runs. Keys are not in it: keep the database key, and the folder keys of the data
                       folder, in another place
  restore --from FILE  puts a backup in place (the server must be stopped); the old data is kept beside it

Settings come from the same WAKIL_… variables as the server's.
`;

type Options = {
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly password?: string | undefined;
  readonly to?: string | undefined;
  readonly from?: string | undefined;
  readonly 'new-key'?: string | undefined;
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const needed = (value: string | undefined, option: string): string => {
  if (value === undefined || value === '')
    throw new WrongConfiguration(`--${option} is missing; see npm run admin -- help`);
  return value;
};

const keyOf = (config: Config): string => config.databaseKey ?? existingDatabaseKey(resolve(config.dataDir));

/** What says that a server holds the data, and the server's own tool for copies. */
const serverOf = ({ postgres, mongoUri }: Config): readonly [variable: string, tool: string] | null => {
  if (postgres !== null) return ['POSTGRES_URL', 'pg_dump'];
  return mongoUri === null ? null : ['MONGODB_URI', 'mongodump'];
};

/** @throws {WrongConfiguration} */
const refuseWithServer = (config: Config, command: string): void => {
  const server = serverOf(config);
  if (server === null) return;
  const [variable, tool] = server;
  throw new WrongConfiguration(
    `${command} works on the data folder, and ${variable} is set: the database is the server’s to back up (${tool}) and to encrypt`,
  );
};

const createSuperAdmin = async (config: Config, options: Options): Promise<void> => {
  const { store, clock } = await openFoundation({ ...config, logLevel: 'error', redis: null });
  try {
    const secrets = new NodeSecrets();
    const email = needed(options.email, 'email');
    const password = options.password ?? secrets.random(15);
    const accounts = new Accounts({ store, clock, hasher: new Argon2PasswordHasher(), ids: new RandomIds(clock) });
    const user = await accounts.create({ email, password, name: needed(options.name, 'name'), isSuperAdmin: true });
    const actor = { kind: 'system', part: 'admin-cli' } as const;
    await store.platform.audit.append({
      actor,
      action: 'super_admin.created',
      target: user.id,
      facts: {},
      at: clock.now(),
    });
    say(`created ${user.email}${options.password === undefined ? `, password ${password}` : ''}`);
  } finally {
    await store.close();
  }
};

/** The file's own key, where the data is in the data folder. @returns whether it is a variable that has to be changed. */
const rotateDatabaseKey = (config: Config, dataDir: string, given: string | undefined): boolean => {
  const fromVariable = config.databaseKey !== null;
  const next = fromVariable ? needed(given, 'new-key') : newDatabaseKey();
  if (!/^[0-9a-fA-F]{64}$/.test(next)) throw new WrongConfiguration('--new-key must be 64 hex digits');
  rekeyFolder(dataDir, { old: keyOf(config), new: next }, () => {
    if (!fromVariable) replaceDatabaseKey(dataDir, next);
  });
  return fromVariable;
};

const withStore = async <T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> => {
  const { store } = await openFoundation({ ...config, logLevel: 'error', redis: null });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};

/** Whatever of it is cut off: the master key and the one before it open everything, and it can be begun again. */
const rotateMasterKey = async (config: Config, dataDir: string): Promise<void> => {
  await withStore(config, (store) => store.platform.seals.wrapAnew());
  replaceMasterKey(dataDir);
  await withStore(config, (store) => store.platform.seals.wrapAnew());
};

const rotateKeys = async (config: Config, { 'new-key': given }: Options): Promise<void> => {
  const dataDir = resolve(config.dataDir);
  const isFile = serverOf(config) === null;
  const fromVariable = isFile && rotateDatabaseKey(config, dataDir, given);
  const present = { ...config, databaseKey: fromVariable ? (given ?? null) : config.databaseKey };
  // Processes that serve know the master key they started with, and no other.
  if (isFile && config.masterKey === null) await rotateMasterKey(present, dataDir);
  await withStore(present, (store) => store.platform.seals.rotateTenants());
  await rotateSigningKey(dataDir, createSigningKey);
  say(
    fromVariable ? 'rotated; set WAKIL_DATABASE_KEY to the new key and start the server' : 'rotated; start the server',
  );
};

const filesBeside = (backup: string): string => `${backup}.files`;
const fileKeys = ['blobs.key', 'links.key'] as const;
/** What linked numbers are sealed with. */
const vaultKey = 'vault.key';
const keyPath = (dataDir: string, name: string): string => join(dataDir, 'keys', name);

const keysToKeep = (config: Config): readonly string[] => {
  const dataDir = resolve(config.dataDir);
  const [blobs, links] = fileKeys;
  return [
    'no key is in it; keep these in another place:',
    `  ${config.databaseKey === null ? databaseKeyPath(dataDir) : 'WAKIL_DATABASE_KEY'}: without it the database cannot be read`,
    `  ${keyPath(dataDir, blobs)}: without it no file can be read`,
    `  ${keyPath(dataDir, links)}: without it the pictures of services have to be uploaded again`,
    `  ${keyPath(dataDir, vaultKey)}: without it every WhatsApp number has to be linked again, every AI provider’s key typed again`,
    `  ${config.masterKey === null ? keyPath(dataDir, 'master.key') : 'WAKIL_MASTER_KEY'}: without it no message, customer or order can be read`,
    `  ${keyPath(dataDir, 'data-keys.json')}: the same, where this folder is lost; keep the newest alone, an older one knows whom you erased`,
  ];
};

const keysToPutBack = (config: Config): string => {
  const dataDir = resolve(config.dataDir);
  const master = config.masterKey === null ? ` and ${keyPath(dataDir, 'master.key')}` : '';
  return `put ${keyPath(dataDir, 'data-keys.json')}${master} back`;
};

const commands: Readonly<Record<string, ((config: Config, options: Options) => Promise<void>) | undefined>> = {
  'create-super-admin': createSuperAdmin,
  'rotate-keys': rotateKeys,
  backup: async (config, { to }) => {
    refuseWithServer(config, 'backup');
    const path = resolve(needed(to, 'to'));
    const dataDir = resolve(config.dataDir);
    if (existsSync(filesBeside(path))) throw new WrongConfiguration(`${filesBeside(path)} exists already`);
    backUpFolder(dataDir, keyOf(config), path);
    const files = backUpFiles(join(dataDir, 'files'), filesBeside(path));
    say(`backed up to ${path}${files === 0 ? '' : ` and ${filesBeside(path)} (${files} files)`}`);
    for (const line of keysToKeep(config)) say(line);
  },
  restore: async (config, { from }) => {
    refuseWithServer(config, 'restore');
    const [dataDir, path] = [resolve(config.dataDir), resolve(needed(from, 'from'))];
    let files = 0;
    const { hasKeys } = restoreFolder(dataDir, keyOf(config), path, () => {
      files = restoreFiles(join(dataDir, 'files'), filesBeside(path));
    });
    const missing = (files === 0 ? [] : fileKeys)
      .map((name) => keyPath(dataDir, name))
      .filter((key) => !existsSync(key));
    if (!hasKeys) say(`restored, and nothing of it can be read yet: ${keysToPutBack(config)}, and restore again`);
    else if (missing.length === 0) say('restored; start the server');
    else say(`restored; before you start the server, put the keys of these files back: ${missing.join(', ')}`);
    const vault = keyPath(dataDir, vaultKey);
    if (!existsSync(vault)) say(`if WhatsApp numbers were linked, put ${vault} back first, or link them again`);
  },
};

const isWrongUse = (error: unknown): error is Error =>
  error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');

const readArguments = () => {
  const text = { type: 'string' } as const;
  const options = { email: text, name: text, password: text, to: text, from: text, 'new-key': text };
  try {
    return parseArgs({ allowPositionals: true, options: { ...options, help: { type: 'boolean' } } });
  } catch (error) {
    if (isWrongUse(error)) throw new WrongConfiguration(`${error.message.split('.')[0]}; see npm run admin -- help`);
    throw error;
  }
};

const main = async (): Promise<void> => {
  const { positionals, values } = readArguments();
  const [name = 'help'] = positionals;
  if (name === 'help' || values.help === true) return void process.stdout.write(usage);
  const command = commands[name];
  if (command === undefined) throw new WrongConfiguration(`${name} is no command; see npm run admin -- help`);
  await command(readConfig(process.env), values);
};

main().catch(stopWithOneLine);
