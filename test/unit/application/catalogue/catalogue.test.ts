import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArchiveService } from '#application/catalogue/archive-service';
import { FindService } from '#application/catalogue/find-service';
import { ImportServices } from '#application/catalogue/import-services';
import { PageFaqs } from '#application/catalogue/page-faqs';
import { PageServices } from '#application/catalogue/page-services';
import { SaveFaq } from '#application/catalogue/save-faq';
import { SaveService } from '#application/catalogue/save-service';
import type { ServiceFields } from '#application/catalogue/service-input';
import type { Service } from '#domain/catalogue/service';
import { ServiceId } from '#domain/shared/ids';
import { openWorld, overlay, type UserPrincipal, type World } from '../world.js';

let world: World;
let by: UserPrincipal;
beforeEach(async () => {
  world = await openWorld();
  by = await world.admin();
});
afterEach(() => world.close());

const massage: ServiceFields = { name: { en: 'Massage', ar: 'تدليك' }, priceMinor: 25_000 };
const save = (fields: ServiceFields, about: { id?: string; version?: number } = {}): Promise<Service> =>
  new SaveService(world).execute({ by, version: 0, ...about, fields });

describe('saving a service', () => {
  it('takes a name and a price, and gives the rest its defaults', async () => {
    const service = await save(massage);
    expect(service).toMatchObject({
      kind: 'service',
      status: 'active',
      available: true,
      minQuantity: 1,
      maxQuantity: 999,
      aliases: [],
      version: 1,
    });
    expect([service.price.minor, service.price.currency]).toEqual([25_000n, 'AED']);
    expect((await world.logged(by.tenantId)).at(-1)).toBe('service.saved');
  });

  it('changes what is said and keeps what is not; the price too', async () => {
    const { id, version } = await save({ ...massage, aliases: ['rub'], description: { en: 'Long.' } });
    const changed = await save({ description: { en: 'Longer.' } }, { id, version });
    expect(changed).toMatchObject({ name: massage.name, aliases: ['rub'], description: { en: 'Longer.' } });
    expect(changed.price.minor).toBe(25_000n);
    await expect(save({ priceMinor: 1 }, { id, version })).rejects.toMatchObject({ code: 'store.stale_write' });
    expect((await new FindService(world).execute({ by, id })).price.minor).toBe(25_000n);
  });

  it('records the old price beside the new one', async () => {
    const { id, version } = await save(massage);
    await save({ priceMinor: 30_000 }, { id, version });
    const [entry] = (await world.store.tenant(by.tenantId ?? ('' as never)).audit.page({}, { after: null, limit: 1 }))
      .items;
    expect(entry?.facts).toMatchObject({ priceMinor: 30_000, priceMinorBefore: 25_000, currency: 'AED' });
  });

  it.each<[string, ServiceFields, string]>([
    ['no name', { priceMinor: 1 }, 'name'],
    ['an empty name', { ...massage, name: { en: '  ' } }, 'name'],
    ['a name of 121 characters', { ...massage, name: { en: 'x'.repeat(121) } }, 'name'],
    ['a name with a control character', { ...massage, name: { en: 'a\u0000b' } }, 'name'],
    ['a language nobody reviewed', { ...massage, name: { fr: 'Massage' } as object }, 'name language'],
    ['no price', { name: { en: 'X' } }, 'priceMinor'],
    ['a price below zero', { ...massage, priceMinor: -1 }, 'priceMinor'],
    ['half a minor unit', { ...massage, priceMinor: 0.5 }, 'priceMinor'],
    ['a price that is no number', { ...massage, priceMinor: Number.NaN }, 'priceMinor'],
    ['a price beyond reason', { ...massage, priceMinor: 1e15 }, 'priceMinor'],
    ['quantity 0', { ...massage, minQuantity: 0 }, 'minQuantity'],
    ['quantity 1,000', { ...massage, maxQuantity: 1_000 }, 'maxQuantity'],
    ['a largest quantity below the smallest', { ...massage, minQuantity: 5, maxQuantity: 4 }, 'maxQuantity'],
    ['21 aliases', { ...massage, aliases: Array.from({ length: 21 }, (_, n) => `alias ${n}`) }, 'aliases'],
    ['an empty alias', { ...massage, aliases: [''] }, 'aliases'],
    ['an unknown slot', { ...massage, requires: ['password'] }, 'requires'],
    ['an unknown status', { ...massage, status: 'free' as never }, 'status'],
    ['an image that runs', { ...massage, images: ['javascript:alert(1)'] }, 'images'],
    ['an option without values', { ...massage, options: [{ name: { en: 'Size' }, values: [] }] }, 'options values'],
    ['contents, though it is no package', { ...massage, includes: ['svc_1'] }, 'includes'],
  ])('refuses %s and says where', async (_what, fields, field) => {
    await expect(save(fields)).rejects.toMatchObject({ code: 'input.invalid', details: { field } });
    expect((await new PageServices(world).execute({ by })).items).toEqual([]);
  });

  it('refuses another currency than that of the business, and takes its own', async () => {
    await expect(save({ ...massage, currency: 'USD' })).rejects.toMatchObject({
      code: 'catalogue.currency_mismatch',
      details: { currency: 'USD', expected: 'AED' },
    });
    expect((await save({ ...massage, currency: 'AED' })).price.currency).toBe('AED');
  });

  it('lets no service become a package that includes itself', async () => {
    const { id, version } = await save(massage);
    await expect(save({ kind: 'package', includes: [id] }, { id, version })).rejects.toMatchObject({
      code: 'input.invalid',
    });
  });

  it('lets a package include only living services of this business', async () => {
    const one = await save(massage);
    const day = await save({
      name: { en: 'Spa day' },
      priceMinor: 50_000,
      kind: 'package',
      includes: [one.id, one.id],
    });
    expect(day.includes).toEqual([one.id]);
    const archived = await save({ name: { en: 'Old' }, priceMinor: 1 });
    await new ArchiveService(world).execute({ by, id: archived.id, version: 1 });
    const elsewhere = await new SaveService(world).execute({ by: await world.admin(), version: 0, fields: massage });
    for (const includes of [[day.id], [archived.id], [elsewhere.id], [ServiceId('svc_none')]])
      await expect(save({ name: { en: 'P' }, priceMinor: 1, kind: 'package', includes })).rejects.toMatchObject({
        code: 'input.invalid',
        details: { field: 'includes' },
      });
  });

  it('archives', async () => {
    const { id } = await save(massage);
    expect((await new ArchiveService(world).execute({ by, id, version: 1 })).status).toBe('archived');
    expect((await world.logged(by.tenantId)).at(-1)).toBe('service.archived');
  });
});

describe('importing', () => {
  const rows = (count: number): ServiceFields[] =>
    Array.from({ length: count }, (_, n) => ({ name: { en: `Service ${n}` }, priceMinor: n }));
  const run = (list: readonly ServiceFields[], dryRun = false) =>
    new ImportServices(world).execute({ by, rows: list, dryRun });
  const stored = async (): Promise<number> => (await new PageServices(world).execute({ by, limit: 100 })).items.length;

  it('stores all rows, with one entry in the log', async () => {
    expect(await run(rows(30))).toMatchObject({ imported: 30, created: 30, updated: 0, unchanged: 0, problems: [] });
    expect(await stored()).toBe(30);
    expect((await world.logged(by.tenantId)).at(-1)).toBe('catalogue.imported');
  });

  it('stores none when one is wrong, and says which', async () => {
    const list = [...rows(5), { name: { en: 'Bad' }, priceMinor: -1 }, ...rows(1)];
    await expect(run(list)).rejects.toMatchObject({
      code: 'catalogue.import_refused',
      details: { row: 6, field: 'priceMinor', rowsWithProblems: 2 },
    });
    expect(await stored()).toBe(0);
  });

  it('only looks in a dry run, and lists the problem of every row', async () => {
    const list = [...rows(2), {}, { ...massage, currency: 'USD' }, { name: { en: 'SERVICE 1' }, priceMinor: 1 }];
    const { imported, problems } = await run(list, true);
    expect(imported).toBe(0);
    expect(problems.map(({ row, code, field }) => [row, code, field])).toEqual([
      [3, 'input.invalid', 'name'],
      [4, 'catalogue.currency_mismatch', null],
      [5, 'input.invalid', 'name'],
    ]);
    expect(await stored()).toBe(0);
  });

  it('refuses the same file a second time, also far down a long catalogue', async () => {
    await run(rows(150));
    await expect(run(rows(1))).rejects.toMatchObject({ code: 'catalogue.import_refused' });
    await expect(run(rows(150).slice(-1))).rejects.toMatchObject({ code: 'catalogue.import_refused' });
  });

  it('changes the services there are where it is told to, and says beforehand what it would do', async () => {
    await run(rows(3));
    const said = [
      { name: { en: 'service 0' }, priceMinor: 0, description: { en: 'new words' } },
      { name: { en: 'Service 1' }, priceMinor: 1 },
      { name: { en: 'Service 9' }, priceMinor: 9 },
    ];
    const upsert = (dryRun: boolean, list: readonly ServiceFields[] = said) =>
      new ImportServices(world).execute({ by, rows: list, dryRun, mode: 'upsert' });
    const counts = { created: 1, updated: 1, unchanged: 1, problems: [] };
    expect(await upsert(true)).toMatchObject({ imported: 0, ...counts });
    expect(await stored()).toBe(3);
    expect(await upsert(false)).toMatchObject({ imported: 2, ...counts });
    expect(await stored()).toBe(4);
    expect(await upsert(false)).toMatchObject({ imported: 0, created: 0, updated: 0, unchanged: 3, problems: [] });
    const two = { name: { en: 'Service 1', ar: 'Service 2' }, priceMinor: 1 };
    expect((await upsert(true, [two, ...rows(1), ...rows(1)])).problems.map(({ row }) => row)).toEqual([1, 3]);
  });

  const upsert = (list: readonly ServiceFields[], about: { dryRun?: boolean; skipRefused?: boolean } = {}) =>
    new ImportServices(world).execute({ by, rows: list, dryRun: false, mode: 'upsert', ...about });

  it('says of each row what becomes of it, what it changes, and from which price', async () => {
    await run(rows(3));
    const list = [
      { name: { en: 'Service 0' }, priceMinor: 500, description: { en: 'new words' } },
      { name: { en: 'Service 1' }, priceMinor: 1 },
      { name: { en: 'Bad' }, priceMinor: -1 },
      { name: { en: 'Service 9' }, priceMinor: 9 },
    ];
    const { rows: said, problems } = await upsert(list, { dryRun: true });
    expect(said).toMatchObject([
      { row: 1, effect: 'updated', changes: ['description', 'price'], priceBefore: { minor: 0n } },
      { row: 2, effect: 'unchanged', changes: [], priceBefore: null },
      { row: 4, effect: 'created', changes: [], priceBefore: null },
    ]);
    expect(problems).toMatchObject([{ row: 3, field: 'priceMinor' }]);
  });

  it('leaves out what it refuses when it is told to, and writes all the others', async () => {
    const list = [...rows(2), { name: { en: 'Bad' }, priceMinor: -1 }];
    await expect(upsert(list)).rejects.toMatchObject({ code: 'catalogue.import_refused' });
    expect(await upsert(list, { skipRefused: true })).toMatchObject({ imported: 2, problems: [{ row: 3 }] });
    expect(await stored()).toBe(2);
  });

  it('changes nothing the second time, also not for what the list archives', async () => {
    const list = [...rows(2), { name: { en: 'Old' }, priceMinor: 1, status: 'archived' as const }];
    expect(await upsert(list)).toMatchObject({ imported: 3 });
    expect(await upsert(list)).toMatchObject({ imported: 0, created: 0, updated: 0, unchanged: 3 });
    expect(await stored()).toBe(3);
  });

  it('keeps the text of a language the row does not have', async () => {
    const { id } = await save({ ...massage, description: { en: 'An hour', ar: 'ساعة' } });
    await upsert([{ name: { ar: 'تدليك' }, priceMinor: 26_000, description: { ar: 'ساعة كاملة' } }]);
    expect(await new FindService(world).execute({ by, id })).toMatchObject({
      name: massage.name,
      description: { en: 'An hour', ar: 'ساعة كاملة' },
    });
  });

  it('is written although somebody saves one of the services meanwhile', async () => {
    const { id, version } = await save(massage);
    const { store } = world;
    let isFirst = true;
    const tenant: typeof store.tenant = (tenantId) => {
      const scoped = store.tenant(tenantId);
      const saveServices: typeof scoped.catalogue.saveServices = async (services, audit) => {
        if (isFirst) await save({ available: false }, { id, version });
        isFirst = false;
        return scoped.catalogue.saveServices(services, audit);
      };
      return overlay(scoped, { catalogue: overlay(scoped.catalogue, { saveServices }) });
    };
    const { ids, clock, pictures } = world;
    const disturbed = { ids, clock, pictures, store: overlay(store, { tenant }) };
    const list = [{ name: { en: 'Massage' }, priceMinor: 26_000 }];
    expect(
      await new ImportServices(disturbed).execute({ by, rows: list, dryRun: false, mode: 'upsert' }),
    ).toMatchObject({
      updated: 1,
    });
    expect(await new FindService(world).execute({ by, id })).toMatchObject({
      available: false,
      price: { minor: 26_000n },
    });
  });

  it('takes 1 to 10,000 rows', async () => {
    await expect(run([])).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(run(rows(10_001))).rejects.toMatchObject({ code: 'input.invalid' });
    expect((await run(rows(10_000), true)).problems).toEqual([]);
  });
});

describe('saving an FAQ', () => {
  const hours = { questions: ['When are you open?'], answer: { en: 'From nine.' } };
  const saveFaq = (about: object) => new SaveFaq(world).execute({ by, version: 0, ...about });

  it('keeps what is not said, and changes with a version', async () => {
    const { id, version } = await saveFaq({ ...hours, category: 'visit' });
    expect(await saveFaq({ id, version, active: false })).toMatchObject({
      ...hours,
      category: 'visit',
      active: false,
      version: 2,
    });
    await expect(saveFaq({ id, version, active: true })).rejects.toMatchObject({ code: 'store.stale_write' });
    expect((await new PageFaqs(world).execute({ by })).items).toHaveLength(1);
    expect((await world.logged(by.tenantId)).at(-1)).toBe('faq.saved');
  });

  it('allows the bounds themselves', async () => {
    await saveFaq({
      questions: Array.from({ length: 20 }, (_, n) => `${n}`.padEnd(300, 'x')),
      answer: { ar: 'x'.repeat(2_000) },
    });
  });

  it.each([
    ['no question', { questions: [] }],
    ['21 questions', { questions: Array.from({ length: 21 }, (_, n) => `question ${n}`) }],
    ['an empty question', { questions: [' '] }],
    ['a question of 301 characters', { questions: ['x'.repeat(301)] }],
    ['no answer', { answer: {} }],
    ['an empty answer', { answer: { en: '' } }],
    ['an answer of 2,001 characters', { answer: { en: 'x'.repeat(2_001) } }],
  ])('refuses %s', async (_what, about) => {
    await expect(saveFaq({ ...hours, ...about })).rejects.toMatchObject({ code: 'input.invalid' });
  });
});
