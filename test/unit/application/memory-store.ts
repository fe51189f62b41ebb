import { createHash } from 'node:crypto';
import { ChannelKeyTaken } from '#application/ports/channel-store';
import { EmailTaken, SlugTaken } from '#application/ports/platform-store';
import { chained } from '#domain/compliance/audit-entry';
import { StaleWrite } from '#domain/shared/stale-write';
import { Tenant } from '#domain/tenancy/tenant';

const sha = (t: string) => createHash('sha256').update(t).digest('hex');
const table = () => {
  const m = new Map<string, any>();
  return {
    m,
    put(id: string, row: any) {
      const old = m.get(id);
      if ((old?.version ?? 0) !== row.version) throw new StaleWrite('stale', {});
      const saved = { ...row, version: row.version + 1 };
      m.set(id, saved);
      return saved;
    },
  };
};
const log = () => {
  const e: any[] = [];
  return {
    e,
    append: async (d: any) => {
      e.push(chained(d, e.at(-1) ?? null, sha));
    },
    page: async (f: any, p: any) => {
      const all = [...e]
        .reverse()
        .filter(
          (x) =>
            (!f.action || f.action === x.action) &&
            (!f.target || f.target === x.target) &&
            (!f.actor || f.actor === x.actor),
        );
      const s = p.after ? Number(p.after) : 0;
      return { items: all.slice(s, s + p.limit), next: s + p.limit < all.length ? String(s + p.limit) : null };
    },
    since: async (seq: number, n: number) => e.filter((x) => x.seq >= seq).slice(0, n),
  };
};
const paged = (m: Map<string, any>) => async (p: any) => {
  const all = [...m.values()].reverse();
  const s = p.after ? Number(p.after) : 0;
  return { items: all.slice(s, s + p.limit), next: s + p.limit < all.length ? String(s + p.limit) : null };
};
export const openMemory = (): any => {
  const tenants = new Map<string, Tenant>(),
    users = table(),
    sessions = table(),
    kills = table(),
    plog = log();
  const scoped = new Map<string, any>();
  const saveT = (t: Tenant) => {
    const old = tenants.get(t.state.id);
    if ((old?.state.version ?? 0) !== t.state.version) throw new StaleWrite('stale', {});
    for (const o of tenants.values())
      if (o.state.slug === t.state.slug && o.state.id !== t.state.id) throw new SlugTaken('slug', {});
    const n = new Tenant({ ...t.state, version: t.state.version + 1 });
    tenants.set(n.state.id, n);
    return n;
  };
  const tenant = (id: string): any => {
    let s = scoped.get(id);
    if (s) return s;
    const a = log(),
      members = table(),
      roles = table(),
      keys = table(),
      svcs = table(),
      faqs = table(),
      chans = table();
    const aud = async (r: any, d: any) => {
      await a.append(d);
      return r;
    };
    s = {
      tenantId: id,
      audit: a,
      members,
      keys,
      findTenant: async () => {
        const t = tenants.get(id);
        return t && t.state.status !== 'destroyed' ? t : null;
      },
      saveTenant: async (t: Tenant, d: any) => aud(saveT(t), d),
      team: {
        findMember: async (u: string) => members.m.get(u) ?? null,
        listMembers: async () => [...members.m.values()],
        saveMember: async (m: any, d: any) => aud(members.put(m.userId, m), d),
        findRole: async (r: string) => roles.m.get(r) ?? null,
        listRoles: async () => [...roles.m.values()],
        saveRole: async (r: any, d: any) => aud(roles.put(r.id, r), d),
        deleteRole: async (r: string, d: any) => {
          roles.m.delete(r);
          await a.append(d);
        },
      },
      apiKeys: {
        find: async (k: string) => keys.m.get(k) ?? null,
        list: async () => [...keys.m.values()],
        save: async (k: any, d: any) => aud(keys.put(k.id, k), d),
        touch: async (k: string, at: Date) => {
          keys.m.set(k, { ...keys.m.get(k), lastUsedAt: at });
        },
      },
      catalogue: {
        findService: async (x: string) => svcs.m.get(x) ?? null,
        pageServices: paged(svcs.m),
        saveServices: async (l: any[], d: any[]) => {
          const r = l.map((x) => svcs.put(x.id, x));
          for (const x of d) await a.append(x);
          return r;
        },
        findFaq: async (x: string) => faqs.m.get(x) ?? null,
        pageFaqs: paged(faqs.m),
        saveFaqs: async (l: any[], d: any[]) => {
          const r = l.map((x) => faqs.put(x.id, x));
          for (const x of d) await a.append(x);
          return r;
        },
      },
      channels: {
        m: chans.m,
        find: async (c: string) => chans.m.get(c) ?? null,
        list: async () => [...chans.m.values()],
        save: async (c: any, d: any) => {
          for (const t of scoped.values())
            for (const o of t.channels.m.values())
              if (o.id !== c.id && o.kind === c.kind && o.externalKey === c.externalKey)
                throw new ChannelKeyTaken('taken', {});
          const r = chans.put(c.id, c);
          if (d) await a.append(d);
          return r;
        },
      },
    };
    scoped.set(id, s);
    return s;
  };
  return {
    tenant,
    close: async () => {},
    platform: {
      audit: plog,
      findTenant: async (id: string) => tenants.get(id) ?? null,
      pageTenants: async (f: any, p: any) =>
        paged(new Map([...tenants].filter(([, t]) => !f.status || f.status === t.state.status)))(p),
      saveTenant: async (t: Tenant, d: any, first?: any) => {
        const r = saveT(t);
        await plog.append(d);
        await tenant(t.state.id).audit.append(d);
        if (first) {
          await tenant(t.state.id).channels.save(first.channel, null);
          if (first.member) tenant(t.state.id).members.put(first.member.userId, first.member);
        }
        return r;
      },
      destroyTenant: async (id: string, d: any) => {
        const t = tenants.get(id)!;
        tenants.set(id, new Tenant({ ...t.state, status: 'destroyed', name: '', version: t.state.version + 1 }));
        scoped.delete(id);
        await plog.append(d);
      },
      findUser: async (u: string) => users.m.get(u) ?? null,
      findUserByEmail: async (e: string) => [...users.m.values()].find((u) => u.email === e) ?? null,
      saveUser: async (u: any) => {
        for (const o of users.m.values()) if (o.email === u.email && o.id !== u.id) throw new EmailTaken('taken', {});
        return users.put(u.id, u);
      },
      countSuperAdmins: async () => [...users.m.values()].filter((u) => u.isSuperAdmin).length,
      membershipsOf: async (u: string) => [...scoped.values()].map((s) => s.members.m.get(u)).filter((m) => m?.active),
      findSession: async (s: string) => sessions.m.get(s) ?? null,
      sessionsOf: async (u: string) => [...sessions.m.values()].filter((s) => s.userId === u && !s.revokedAt).reverse(),
      saveSession: async (s: any) => sessions.put(s.id, s),
      findApiKeyByPrefix: async (p: string) =>
        [...scoped.values()].flatMap((s) => [...s.keys.m.values()]).find((k) => k.prefix === p) ?? null,
      killSwitches: async () => [...kills.m.values()],
      saveKillSwitch: async (k: any, d: any) => {
        const r = kills.put(k.tenantId ?? '', k);
        await (k.tenantId ? tenant(k.tenantId).audit : plog).append(d);
        return r;
      },
      dueDeliveries: async () => [],
    },
  };
};
