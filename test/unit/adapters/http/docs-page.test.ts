import { afterEach, describe, expect, it } from 'vitest';
import type { RunningApp } from '#test/support/running-app';
import { dependenciesOf, runWhole } from './http-harness.js';

let app: RunningApp;
afterEach(() => app.stop());
const get = async (path: string) => {
  app = await runWhole(dependenciesOf({}));
  return app.call('GET', path);
};

describe('the docs page', () => {
  it('loads nothing from elsewhere and runs nothing inline', async () => {
    const { status, text, headers } = await get('/docs');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const loaded = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url]) => url ?? '');
    expect(loaded.length).toBeGreaterThanOrEqual(4);
    for (const url of loaded) expect(url).toMatch(/^\/docs\/|^data:,$/);
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|style=/i);
  });

  it.each([
    ['/docs/swagger-ui.css', 'text/css; charset=utf-8'],
    ['/docs/swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
    ['/docs/init.js', 'text/javascript; charset=utf-8'],
  ])('finds %s at our own origin', async (path, type) => {
    const { status, headers, text } = await get(path);
    expect([status, headers.get('content-type')]).toEqual([200, type]);
    expect(text.length).toBeGreaterThan(100);
  });

  it('asks only us for the document', async () => {
    const { text } = await get('/docs/init.js');
    expect(text).toContain("'/api/openapi.json'");
    expect(text).not.toMatch(/https?:/);
  });

  it('opens no other file of the package', async () => {
    for (const path of [
      '/docs/package.json',
      '/docs/..%2fpackage.json',
      '/docs/swagger-ui-bundle.js.map',
      '/docs/%2e%2e/package.json',
    ]) {
      expect((await get(path)).status, path).toBe(404);
      await app.stop();
    }
    app = await runWhole(dependenciesOf({}));
  });
});

describe('every answer', () => {
  it('forbids scripts, frames and sniffing, and is kept by no cache', async () => {
    const { headers } = await get('/healthz');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.has('x-powered-by')).toBe(false);
  });
});

describe('health', () => {
  it('is alive while it is not ready', async () => {
    app = await runWhole(dependenciesOf({}, {}, { isReady: () => Promise.reject(new Error('disk')) }));
    expect((await app.call('GET', '/healthz')).body).toEqual({ status: 'ok' });
    const ready = await app.call('GET', '/readyz');
    expect([ready.status, ready.body]).toEqual([503, { status: 'not_ready' }]);
  });
});
