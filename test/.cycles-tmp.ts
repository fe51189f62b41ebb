import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteStore } from '#adapters/store/sql/open-sqlite-store';
import { storeBuilders } from '/work/main/test/support/store-builders.ts';
import { FakeClock } from '/work/main/test/support/fake-clock.ts';
import { sha256, temporaryFolder, encryptionKey } from '/work/main/test/support/stores.ts';
import { LibsqlConnection } from '#adapters/store/sql/dialects/sqlite/libsql-connection';
const drops = (process.argv[5] ?? '').split(',').filter(Boolean); let w: any; { const o = LibsqlConnection.prototype.pragma; LibsqlConnection.prototype.pragma = function (t: string) { if (t === 'synchronous=FULL') w = this; return o.call(this, t); }; }
const ck = process.argv[4]; if (ck) { const o = LibsqlConnection.prototype.pragma; LibsqlConnection.prototype.pragma = function (t: string) { return o.call(this, t.replace('wal_autocheckpoint=1000', 'wal_autocheckpoint=' + ck)); }; }
const times = new Map<string, { n: number; ms: number }>();
if (process.argv[3] === 'prof') for (const m of ['rows','first','run','exec'] as const) { const o = LibsqlConnection.prototype[m] as any; (LibsqlConnection.prototype as any)[m] = function (...a: any[]) { const t = performance.now(); try { return o.apply(this, a); } finally { const k = m + ' ' + a[0].slice(0, 90); const e = times.get(k) ?? { n: 0, ms: 0 }; e.n++; e.ms += performance.now() - t; times.set(k, e); } }; }
const show = () => { for (const [k, e] of [...times].sort((a, b) => b[1].ms - a[1].ms).slice(0, 14)) console.log((e.ms / e.n * 1000).toFixed(1).padStart(8), 'us x', e.n, e.ms.toFixed(0), 'ms', k); times.clear(); };
const total = Number(process.argv[2] ?? 5000), lanes = 32;
const folder = temporaryFolder();
const clock = new FakeClock(); const make = storeBuilders(clock);
const store = await openSqliteStore({ folder, encryptionKey, clock, sha256 });
const tenants = [];
for (let i = 0; i < 20; i++) { const t = make.aTenant(); const c = make.aChannel(t.state.id); await store.platform.saveTenant(t, make.anAudit(), { channel: c, member: null }); tenants.push({ s: store.tenant(t.state.id), c }); }
for (const d of drops) w.exec('drop index ' + d);
let done = 0, nth = 0; const lat: number[] = [];
const lane = async (l: number) => {
  while (nth < total) {
    const k = nth++; const { s, c } = tenants[k % tenants.length]!;
    const t0 = performance.now();
    const r = await s.conversations.receive(make.anArrival(c.id, { identities: [{ scheme: 'wa_phone', value: '+97150' + l + '-' + (k % 40) }], text: 'hello, how much is the amber lamp number ' + k, settleMs: 0 }));
    const lease = (await s.conversations.claimTurn(r.conversationId, 'w', 60000))!;
    await s.messages.since(r.conversationId, Math.max(0, lease.conversation.counters.answeredSeq - 10), 50);
    await s.catalogue.snapshot();
    const turn = make.aTurn(lease.conversation);
    await s.turns.write(turn, lease.fence);
    await s.turns.apply(turn, make.effectsOf(turn, lease.conversation));
    const claim = await s.messages.claimDelivery(r.conversationId, false);
    if (claim.kind !== 'claimed') throw new Error(JSON.stringify(claim));
    await s.messages.settleDelivery(claim.message.id, claim.message.attempts, { status: 'sent', externalId: 'x' + k });
    await s.messages.applyReceipt({ channelId: c.id, messageId: claim.message.id, externalId: null, status: 'delivered', reason: null, at: clock.now() });
    lat.push(performance.now() - t0); done++;
    if (process.argv[3]==='prof' && done % Math.floor(total/2) === 0) show();
    if (done % Math.max(1, Math.floor(total / 10)) === 0) { const m = process.memoryUsage(); console.log(done, 'rss', (m.rss / 1e6) | 0, 'heap', (m.heapUsed / 1e6) | 0, 'ext', (m.external / 1e6) | 0, 'db MB', (statSync(join(folder, 'wakil.db')).size / 1e6) | 0, Math.round(done / ((performance.now() - start) / 1000)) + '/s'); }
  }
};
const cpu0 = process.cpuUsage(); const start = performance.now();
await Promise.all(Array.from({ length: lanes }, (_, l) => lane(l)));
const s = (performance.now() - start) / 1000; const cpu = process.cpuUsage(cpu0);
lat.sort((a, b) => a - b);
console.log(`${total} cycles in ${s.toFixed(1)} s = ${(total / s).toFixed(0)}/s; cpu-ms/cycle ${((cpu.user + cpu.system) / 1e3 / total).toFixed(3)}; cpu ${((cpu.user + cpu.system) / 1e6 / s * 100).toFixed(0)} %; cycle p50 ${lat[total >> 1]!.toFixed(1)} p99 ${lat[(total * .99) | 0]!.toFixed(1)} ms`);
await store.close(); rmSync(folder, { recursive: true });
