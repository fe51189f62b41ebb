import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, redisIsMissing, startRedis } from '#test/services/redis';
import { startProduct, temporaryFolder } from '#test/support/product';
import { codeTold, oneLine, startInVain } from './run-to-end.js';

const folder = temporaryFolder('configuration');
const file = join(folder.path, 'a-file');
let other: Server;
beforeAll(async () => {
  writeFileSync(file, '');
  other = createServer();
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(() => {
  other.close();
  folder.remove();
});

let starts = 0;
const start = async (environment: Record<string, string>) => {
  starts += 1;
  const ended = await startInVain({
    WAKIL_DATA_DIR: join(folder.path, `data-${starts}`),
    WAKIL_PORT: '0',
    WAKIL_LOG_LEVEL: 'error',
    ...environment,
  });
  return { line: oneLine(ended), out: ended.out, code: codeTold(ended) };
};

/** Where the value is one, and the world has nothing for it. */
const otherCodes: Readonly<Record<string, string>> = {
  'WAKIL_HOST=203.0.113.77': 'start.no_such_address',
  [`WAKIL_DATA_DIR=${file}`]: 'start.folder_not_writable',
  [`WAKIL_DATA_DIR=${join(file, 'below')}`]: 'start.folder_not_writable',
  'MONGODB_URI=mongodb://wakil:hunter2@127.0.0.1:1/wakil': 'store.mongo_not_usable',
  'REDIS_URL=redis://:hunter2@host/one': 'redis.wrong_url',
};

describe('a start with a wrong setting', () => {
  // At once: each is a process of its own, with a folder of its own, and one of them waits ten seconds for a database.
  it.concurrent.each([
    ['WAKIL_HOST', '203.0.113.77', 'an address of this machine'],
    ['WAKIL_PORT', '70000', 'a port from 0 to 65535'],
    ['WAKIL_PORT', 'http', 'a port from 0 to 65535'],
    ['WAKIL_DATA_DIR', file, 'a folder this process can write to'],
    ['WAKIL_DATA_DIR', join(file, 'below'), 'a folder this process can write to'],
    ['WAKIL_DATABASE_KEY', 'hunter2-is-no-key', '64 hex digits'],
    ['MONGODB_URI', 'mongodb://wakil:hunter2@localhost', 'the name of a database'],
    ['MONGODB_URI', 'http://wakil:hunter2@localhost/wakil', 'the address of a MongoDB'],
    ['MONGODB_URI', 'mongodb://wakil:hunter2@127.0.0.1:1/wakil', 'no server that can be written to answers there'],
    ['WAKIL_TRUST_PROXY', 'yes', 'true behind a reverse proxy'],
    ['WAKIL_LOG_LEVEL', 'loud', 'silent, fatal, error, warn, info or debug'],
    ['WAKIL_CLOUD_API_BASE_URL', 'graph.test', 'the Graph API with its version'],
    ['WAKIL_CLOUD_API_APP_SECRET', 'hunter2', 'at least 16 characters'],
    ['WAKIL_CLOUD_API_VERIFY_TOKEN', 'hunter2', 'at least 8 characters'],
    ['WAKIL_WHATSAPP_URL', 'http://127.0.0.1:1', "an emulator's address"],
    ['WAKIL_WHATSAPP_ROOT_KEY', 'aGVsbG8=', '32 bytes in base64'],
    ['WAKIL_WHATSAPP_PROCESSES', '17', 'a number from 1 to 16'],
    ['WAKIL_WHATSAPP_VERSION', '2.3000', 'the version of WhatsApp Web to say'],
    ['WAKIL_WHATSAPP_SIGNATURE_CHECKS', 'yes', 'true or false'],
    ['WAKIL_MEDIA_LIMIT_MB', '0', 'megabytes from 1 to 16'],
    ['WAKIL_WHATSAPP_CODE_MS', '5', 'milliseconds from 100 to 60000'],
    ['WAKIL_RECONCILE_MS', '-1', 'milliseconds from 0 to 3600000'],
    ['WAKIL_SWEEP_MS', '1.5', 'milliseconds from 100 to 60000'],
    ['WAKIL_ROLES', 'api,wroker', 'one or more of api, worker, whatsapp, such as api,worker'],
    ['WAKIL_ROLES', ',', 'one or more of api, worker, whatsapp, such as api,worker'],
    ['WAKIL_HEALTH_PORT', '65536', 'a port from 0 to 65535'],
    ['WAKIL_METRICS_TOKEN', 'hunter2', 'at least 16 characters'],
    ['WAKIL_METRICS_TENANTS', '51', 'a number from 0 to 50'],
    ['WAKIL_STOP_DELAY_MS', '-1', 'milliseconds from 0 to 60000'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', 'the address of a collector'],
    ['REDIS_URL', 'redis:/hunter2@host', 'redis://[user:password@]host[:port][/database]'],
    ['REDIS_URL', 'redis://:hunter2@host/one', 'redis://[user:password@]host[:port][/database]'],
    ['WAKIL_REDIS_PREFIX', 'hunter2:', 'what keys in Redis begin with'],
  ])('%s=%s says what it should be, in one line without the value of a secret', async (name, value, expected) => {
    const { line, out, code } = await start({ [name]: value });
    expect(code).toBe(otherCodes[`${name}=${value}`] ?? 'configuration.wrong');
    expect(line).toMatch(new RegExp(`^wakil: ${name} must be `));
    expect(line).toContain(expected);
    expect(line + out).not.toContain('hunter2');
  });

  it('that does not exist is refused, not ignored', async () => {
    const { line, code } = await start({ WAKIL_PROT: '3000' });
    expect(line).toMatch(/^wakil: WAKIL_PROT is no setting of Wakil/);
    expect(code).toBe('configuration.unknown_setting');
  });

  it('that are two name both', async () => {
    expect((await start({ WAKIL_PORT: 'x', WAKIL_SWEEP_MS: 'x' })).line).toMatch(
      /WAKIL_PORT must be .*; WAKIL_SWEEP_MS must be/,
    );
  });

  it('of two stores at once is refused: the data is in one of them', async () => {
    const two = {
      POSTGRES_URL: 'postgresql://wakil:hunter2@db/wakil',
      MONGODB_URI: 'mongodb://wakil:hunter2@db/wakil',
    };
    const { line, out, code } = await start(two);
    expect(line).toBe('wakil: POSTGRES_URL and MONGODB_URI must not both be set: the data is in one of them');
    expect(code).toBe('configuration.contradiction');
    expect(line + out).not.toContain('hunter2');
  });

  it('on a port in use says so', async () => {
    const { port } = other.address() as AddressInfo;
    for (const name of ['WAKIL_PORT', 'WAKIL_HEALTH_PORT']) {
      const { line, code } = await start({ [name]: String(port) });
      expect(line).toMatch(new RegExp(`^wakil: ${name} is in use`));
      expect(code).toBe('start.port_in_use');
    }
  });

  it('given as a word after the command is refused like a variable', async () => {
    const environment = { WAKIL_DATA_DIR: join(folder.path, 'data'), WAKIL_PORT: '0' };
    expect(oneLine(await startInVain(environment, ['--roles', 'wroker']))).toMatch(/^wakil: WAKIL_ROLES must be one/);
    expect(oneLine(await startInVain(environment, ['--rolls', 'api']))).toBe(
      'wakil: the server takes one option: --roles api,worker,whatsapp, or some of them',
    );
  });
});

describe.skipIf(redisIsMissing)('a start with a Redis that will not have it', () => {
  it('says so in one line, without the password', async () => {
    const redis = await startRedis({ password: 'right' });
    const { line, out } = await start({ REDIS_URL: `redis://:hunter2@127.0.0.1:${redis.port}` });
    await redis.stop();
    expect(line).toBe('wakil: REDIS_URL must hold the name and the password of this Redis');
    expect(line + out).not.toContain('hunter2');
  });

  it('works without one that is not there, says so, and stops when it is told to', async () => {
    const port = await freePort();
    const environment = { REDIS_URL: `redis://:hunter2@127.0.0.1:${port}`, WAKIL_LOG_LEVEL: 'warn' };
    const product = await startProduct({ dataDir: join(folder.path, 'alone'), environment });
    const ready = await fetch(`${product.url}/readyz`);
    const code = await product.kill('SIGTERM');
    expect([ready.status, code]).toEqual([200, 0]);
    expect(product.log.filter((line) => line.includes('redis.away'))).toHaveLength(1);
    expect(product.log.join('')).not.toContain('hunter2');
  });
});
