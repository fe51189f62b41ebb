import type { Container } from 'inversify';
import { WorkerDocumentReader } from '#adapters/documents/worker-document-reader';
import { UndiciSafeFetch } from '#adapters/network/safe-fetch/undici-safe-fetch';
import { KnowledgeFiles } from '#application/knowledge/knowledge-files';
import { PassageFinder } from '#application/knowledge/passage-finder';
import { PassageIndexes } from '#application/knowledge/passage-indexes';
import { PrepareKnowledge } from '#application/knowledge/prepare-knowledge';
import { ReadWaitingDocument } from '#application/knowledge/read-waiting-document';
import { SentenceVectors } from '#application/knowledge/sentence-vectors';
import { Unhurried } from '#application/knowledge/unhurried';
import { tokens } from '#infrastructure/composition/tokens';

const bindSearch = (container: Container): void => {
  container.bind(tokens.unhurried).toResolvedValue((clock) => new Unhurried({ clock }), [tokens.clock]);
  container
    .bind(tokens.passageIndexes)
    .toResolvedValue((unhurried) => new PassageIndexes({ unhurried }), [tokens.unhurried]);
  container
    .bind(tokens.sentenceVectors)
    .toResolvedValue(
      (store, helpers, unhurried) => new SentenceVectors({ store, helpers, unhurried }),
      [tokens.store, tokens.paidHelpers, tokens.unhurried],
    );
  container
    .bind(tokens.passageFinder)
    .toResolvedValue(
      (indexes, vectors, queue, telemetry) => new PassageFinder({ indexes, vectors, queue, telemetry }),
      [tokens.passageIndexes, tokens.sentenceVectors, tokens.queue, tokens.telemetry],
    );
  container
    .bind(tokens.prepareKnowledge)
    .toResolvedValue(
      (store, indexes, vectors, telemetry) => new PrepareKnowledge({ store, indexes, vectors, telemetry }),
      [tokens.store, tokens.passageIndexes, tokens.sentenceVectors, tokens.telemetry],
    );
};

/** What reads documents and finds what a question is about. */
export const bindKnowledge = (container: Container): void => {
  container
    .bind(tokens.documentReader)
    .toResolvedValue(() => new WorkerDocumentReader({ timeoutMs: 60_000, memoryMb: 384, concurrency: 1 }));
  container.bind(tokens.webFetch).toResolvedValue(() => new UndiciSafeFetch({ allowsHttp: true }));
  bindSearch(container);
  container.bind(tokens.knowledge).toResolvedValue(
    (keeper, blobs, reader, finder, safeFetch) => ({
      files: new KnowledgeFiles({ keeper, blobs }),
      reader,
      finder,
      safeFetch,
    }),
    [tokens.fileKeeper, tokens.blobs, tokens.documentReader, tokens.passageFinder, tokens.webFetch],
  );
  container
    .bind(tokens.readDocument)
    .toResolvedValue(
      (store, clock, bus, queue, telemetry, { files, reader, safeFetch }) =>
        new ReadWaitingDocument({ store, clock, bus, queue, telemetry, files, reader, safeFetch }),
      [tokens.store, tokens.clock, tokens.bus, tokens.queue, tokens.telemetry, tokens.knowledge],
    );
};
