import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  afterReading,
  bytesOf,
  currentVersion,
  type KnowledgeDocument,
  mostVersions,
  rolledBackTo,
  waitingVersion,
  withNewVersion,
} from '#domain/knowledge/knowledge-document';
import { DocumentId, FileId, TenantId, UserId } from '#domain/shared/ids';

const at = new Date('2026-01-01T00:00:00Z');
const fresh: KnowledgeDocument = {
  id: DocumentId('doc_1'),
  tenantId: TenantId('ten_1'),
  title: 'Guide',
  category: '',
  source: { kind: 'file' },
  active: true,
  current: null,
  versions: [],
  accepted: [],
  createdAt: at,
  version: 0,
};
const file = { fileId: FileId('fil_1'), fileName: 'guide.pdf', bytes: 10, addedBy: UserId('usr_1'), addedAt: at };
const facts = { pages: 1, sentences: 2, quotable: 1, questionRows: 0, isCut: false };
const add = (document: KnowledgeDocument) => withNewVersion(document, file).document;
const read = (document: KnowledgeDocument, number: number) => afterReading(document, number, { format: 'pdf', facts });

describe('a document', () => {
  it('is used once its version was read', () => {
    const added = add(fresh);
    expect([waitingVersion(added)?.number, currentVersion(added)]).toEqual([1, null]);
    const used = read(added, 1);
    expect([waitingVersion(used), currentVersion(used)?.facts]).toEqual([null, facts]);
  });

  it('keeps what is in use while a newer version waits or fails', () => {
    const second = add(read(add(fresh), 1));
    expect([second.current, waitingVersion(second)?.number]).toEqual([1, 2]);
    const failed = afterFailure(second, 2, 'no_text');
    expect([failed.current, failed.versions[1]?.failure, waitingVersion(failed)]).toEqual([1, 'no_text', null]);
  });

  it('goes back to a version that was read, and to no other', () => {
    const third = afterFailure(add(read(add(read(add(fresh), 1)), 2)), 3, 'broken');
    expect(rolledBackTo(third, 1)?.current).toBe(1);
    expect(rolledBackTo(third, 3)).toBeNull();
    expect(rolledBackTo(third, 9)).toBeNull();
  });

  it('drops the oldest versions that are not in use, and gives no number twice', () => {
    let document = read(add(fresh), 1);
    const dropped: number[] = [];
    for (let n = 2; n <= 8; n += 1) {
      const change = withNewVersion(document, file);
      dropped.push(...change.dropped.map(({ number }) => number));
      document = change.document;
    }
    expect(document.versions.map(({ number }) => number)).toEqual([1, 5, 6, 7, 8]);
    expect(dropped).toEqual([2, 3, 4]);
    expect(document.versions).toHaveLength(mostVersions);
    expect(bytesOf(document)).toBe(50);
  });
});
