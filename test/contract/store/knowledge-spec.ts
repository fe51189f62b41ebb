import { describe, expect, it } from 'vitest';
import { afterReading, type KnowledgeDocument, withNewVersion } from '#domain/knowledge/knowledge-document';
import { StaleWrite } from '#domain/shared/stale-write';
import type { StoreWorld } from './store-world.js';

const all = { after: -1, limit: 100 };

export const knowledgeSpec = (world: () => StoreWorld): void => {
  const store = () => world().a.store.knowledge;
  const audit = () => world().make.anAudit();
  const facts = { pages: null, sentences: 2, quotable: 1, questionRows: 0, isCut: false };
  /** The document with a new version, and that version read. */
  const readInto = async (before: KnowledgeDocument, texts: readonly string[]) => {
    const { make } = world();
    const document = before.version === 0 ? before : withNewVersion(before, make.aDocumentVersion()).document;
    const added = await store().save(document, audit());
    const number = added.versions.at(-1)!.number;
    const sentences = make.sentences(added.id, number, texts);
    return store().save(afterReading(added, number, { format: 'text', facts }), audit(), sentences);
  };
  const texts = async () => {
    const { knowledge } = await world().a.store.catalogue.snapshot();
    return [...(knowledge?.sentences.values() ?? [])].map(({ text }) => text);
  };

  describe('documents', () => {
    it('come back as they were saved, oldest first, one writer at a time', async () => {
      const { a, make, clock } = world();
      const first = await store().save(make.aDocument(a.store.tenantId), audit());
      clock.advance(1_000);
      const second = await store().save(make.aDocument(a.store.tenantId, { title: 'Rules' }), audit());
      expect(await store().list()).toEqual([first, second]);
      expect(await store().find(first.id)).toEqual(first);
      expect(await store().find(make.ids.document())).toBeNull();
      const renamed = await store().save({ ...first, title: 'Guide' }, audit());
      await expect(store().save(first, audit())).rejects.toBeInstanceOf(StaleWrite);
      expect(await store().find(first.id)).toEqual(renamed);
      expect(await a.store.audit.since(0, 100)).toHaveLength(4);
    });

    it('wait to be read until one reader has them, and again when his lease is over', async () => {
      const { a, make, clock, store: whole } = world();
      const { id } = await store().save(make.aDocument(a.store.tenantId), audit());
      const due = async () => (await whole.platform.dueReadings(10)).map(({ documentId }) => documentId);
      expect(await due()).toEqual([id]);
      const lease = await store().claimReading(id, 60_000);
      expect([lease?.attempts, await store().claimReading(id, 60_000), await due()]).toEqual([1, null, []]);
      clock.advance(60_000);
      expect(await due()).toEqual([id]);
      expect((await store().claimReading(id, 60_000))?.attempts).toBe(2);
      expect(await store().claimReading(make.ids.document(), 1)).toBeNull();
    });

    it('are in the catalogue’s snapshot as the version in use says, whole or not at all', async () => {
      const { a, make } = world();
      expect((await a.store.catalogue.snapshot()).knowledge).toBeUndefined();
      const first = await readInto(make.aDocument(a.store.tenantId), ['Parking is behind the house.', 'It is small.']);
      expect(await texts()).toEqual(['Parking is behind the house.', 'It is small.']);
      const second = await readInto(first, ['Parking is in the street.']);
      expect([second.current, await texts()]).toEqual([2, ['Parking is in the street.']]);
      const back = await store().save({ ...second, current: 1 }, audit());
      expect(await texts()).toEqual(['Parking is behind the house.', 'It is small.']);
      const off = await store().save({ ...back, active: false }, audit());
      expect([await texts(), await store().countInUse()]).toEqual([[], 0]);
      await store().save({ ...off, active: true }, audit());
      expect(await store().countInUse()).toBe(2);
    });

    it('keep the snapshot’s part while only the catalogue moves', async () => {
      const { a, make } = world();
      await readInto(make.aDocument(a.store.tenantId), ['Parking is behind the house.']);
      const { knowledge, version } = await a.store.catalogue.snapshot();
      await a.store.catalogue.saveServices([make.aService(a.store.tenantId)], []);
      const after = await a.store.catalogue.snapshot();
      expect(after.version).toBeGreaterThan(version);
      expect(after.knowledge).toBe(knowledge);
    });

    it('show their sentences in reading order, those that may be quoted apart', async () => {
      const { a, make } = world();
      const { id } = await readInto(make.aDocument(a.store.tenantId), [
        'One is here now.',
        'It is two.',
        'Three is here.',
      ]);
      const of = async (page: object) => (await store().sentences(id, 1, { ...all, ...page })).map(({ text }) => text);
      expect(await of({})).toEqual(['One is here now.', 'It is two.', 'Three is here.']);
      expect(await of({ quotable: true })).toEqual(['One is here now.', 'Three is here.']);
      expect(await of({ quotable: false })).toEqual(['It is two.']);
      expect(await of({ after: 0, limit: 1 })).toEqual(['It is two.']);
      expect(await store().sentences(id, 2, all)).toEqual([]);
    });

    it('go with their sentences, and versions that are dropped with theirs', async () => {
      const { a, make } = world();
      const first = await readInto(make.aDocument(a.store.tenantId), ['One is here now.']);
      const second = await readInto(first, ['Two is here now.']);
      const alone = await store().save({ ...second, versions: second.versions.slice(1) }, audit());
      expect(await store().sentences(first.id, 1, all)).toEqual([]);
      await expect(store().remove(second, audit())).rejects.toBeInstanceOf(StaleWrite);
      expect(await texts()).toEqual(['Two is here now.']);
      await store().remove(alone, audit());
      expect([await store().list(), await texts(), await store().sentences(first.id, 2, all)]).toEqual([[], [], []]);
    });
  });

  describe('vectors of sentences', () => {
    const saved = async (texts: readonly string[]) => {
      const { a, make } = world();
      const document = await readInto(make.aDocument(a.store.tenantId), texts);
      const ids = (await store().sentences(document.id, 1, all)).map(({ id }) => id);
      return { document, ids };
    };
    const bytes = (...values: readonly number[]) => Uint8Array.from(values);

    it('are those of one model and of the sentences in use', async () => {
      const { document, ids } = await saved(['One is here now.', 'Two is here now.']);
      const [one, two] = ids;
      await store().saveVectors(
        'small',
        new Map([
          [one!, bytes(1, 255)],
          [two!, bytes(2, 128)],
        ]),
      );
      expect(await store().vectors('small')).toEqual(
        new Map([
          [one, bytes(1, 255)],
          [two, bytes(2, 128)],
        ]),
      );
      expect((await store().vectors('large')).size).toBe(0);
      await store().saveVectors('large', new Map([[one!, bytes(9)]]));
      expect(await store().vectors('large')).toEqual(new Map([[one, bytes(9)]]));
      expect(await store().vectors('small')).toEqual(new Map([[two, bytes(2, 128)]]));
      await store().save({ ...document, active: false }, audit());
      expect((await store().vectors('small')).size).toBe(0);
    });

    it('go with their sentences; of one that is gone none is kept', async () => {
      const { document, ids } = await saved(['One is here now.']);
      await store().saveVectors('small', new Map([[ids[0]!, bytes(1)]]));
      await store().remove(document, audit());
      await store().saveVectors('small', new Map([[ids[0]!, bytes(1)]]));
      expect((await store().vectors('small')).size).toBe(0);
    });
  });

  describe('an FAQ whose answer says another price', () => {
    it('is not in the snapshot until the two agree', async () => {
      const { a, make } = world();
      const { catalogue, tenantId } = a.store;
      const [service] = await catalogue.saveServices([make.aService(tenantId, { name: { en: 'Deep massage' } })], []);
      const wrong = make.aFaq(tenantId, { answer: { en: 'A deep massage is AED 1.' } });
      const [saved] = await catalogue.saveFaqs([wrong], []);
      expect((await catalogue.snapshot()).faqs.size).toBe(0);
      const key = `${service!.id}:100:${service!.price.minor}`;
      await catalogue.saveFaqs([{ ...saved!, accepted: [key] }], []);
      expect((await catalogue.snapshot()).faqs.size).toBe(1);
    });
  });

  describe('questions without an answer', () => {
    it('are noted once each, newest first, and leave the list when they are settled', async () => {
      const { a, make, clock } = world();
      const gap = () => make.aGap(a.store.tenantId);
      const [first, second, third] = [gap(), gap(), gap()].map((each, n) => ({
        ...each,
        at: new Date(clock.now().getTime() + n),
      }));
      for (const each of [first, second, third, first]) await store().addGap(each!);
      expect(await store().openGaps(10)).toEqual([third, second, first]);
      expect(await store().openGaps(1)).toEqual([third]);
      const faqId = make.ids.faq();
      await store().settleGaps([first!.id, make.ids.turn()], 'answered', faqId, audit());
      await store().settleGaps([third!.id], 'dismissed', null, audit());
      await store().settleGaps([third!.id], 'answered', faqId, audit());
      expect(await store().openGaps(10)).toEqual([second]);
      expect(await store().knownGaps([first!.id, make.ids.turn(), second!.id])).toEqual([first!.id, second!.id]);
    });

    it('stand beside the turns that were answered, newest first', async () => {
      const { conversationId } = await world().answered();
      const turns = await store().newestTurns(new Date(0), 10);
      expect(turns.map((turn) => turn.conversationId)).toEqual([conversationId]);
      expect(await store().newestTurns(new Date(world().clock.now().getTime() + 60_000), 10)).toEqual([]);
    });
  });

  it('test cases come back as they were saved', async () => {
    const { a, make } = world();
    const saved = await a.store.testCases.save(make.aTestCase(a.store.tenantId), audit());
    expect(await a.store.testCases.list()).toEqual([saved]);
    await a.store.testCases.remove(saved, audit());
    expect(await a.store.testCases.list()).toEqual([]);
  });
};
