import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '#application/ports/store';
import { WrongConfiguration } from '#infrastructure/config/config';
import { oneLineOf } from '#infrastructure/main/stop-with-one-line';

describe('the line a start ends with', () => {
  it('is what to change, and the code', () => {
    expect(oneLineOf(new WrongConfiguration('WAKIL_PORT must be a port'))).toBe(
      'wakil: WAKIL_PORT must be a port [configuration.wrong]',
    );
  });

  it('has the code of what it tells in other words', () => {
    const full = new StoreUnavailable('the store cannot write now', { reason: 'SQLITE_FULL' });
    expect(oneLineOf(full)).toBe('wakil: the store cannot write now (SQLITE_FULL) [store.unavailable]');
    expect(oneLineOf(new WrongConfiguration('make room', full))).toBe('wakil: make room [store.unavailable]');
  });

  it('is one line without a place or a password, also for what nobody foresaw', () => {
    const error = new TypeError('cannot read\n  postgresql://wakil:hunter2@db/wakil');
    const line = oneLineOf(error);
    expect(line).toBe(
      'wakil: TypeError: cannot read postgresql://…@db/wakil: start again with WAKIL_LOG_LEVEL=debug to see where [start.failed]',
    );
    expect(oneLineOf('a word')).toMatch(/^wakil: a word: .* \[start\.failed\]$/);
  });

  it('shows an address that is only an example as it is', () => {
    expect(oneLineOf(new WrongConfiguration('REDIS_URL must be redis://[user:password@]host'))).toContain(
      'redis://[user:password@]host',
    );
  });

  it.each([
    ['EADDRINUSE', /WAKIL_PORT is in use .*\[start\.port_in_use\]$/],
    ['ENOTFOUND', /WAKIL_HOST must be .*\[start\.no_such_address\]$/],
    ['EACCES', /no permission: .*\[start\.no_permission\]$/],
  ])('tells %s of the system', (code, line) => {
    expect(oneLineOf(Object.assign(new Error('listen'), { code }))).toMatch(line);
  });
});
