import type { Container } from 'inversify';
import { WorkerDocumentReader } from '#adapters/documents/worker-document-reader';
import { UndiciSafeFetch } from '#adapters/network/safe-fetch/undici-safe-fetch';
import { KnowledgeFiles } from '#application/knowledge/knowledge-files';
import { PassageFinder } from '#application/knowledge/passage-finder';
import { ReadWaitingDocument } from '#application/knowledge/read-waiting-document';
import { tokens } from '#infrastructure/composition/tokens';

/** What reads documents and finds what a question is about. */
export const bindKnowledge = (container: Container): void => {
  container
    .bind(tokens.documentReader)
    .toResolvedValue(() => new WorkerDocumentReader({ timeoutMs: 60_000, memoryMb: 384, concurrency: 1 }));
  container.bind(tokens.webFetch).toResolvedValue(() => new UndiciSafeFetch({ allowsHttp: true }));
  container
    .bind(tokens.passageFinder)
    .toResolvedValue((telemetry) => new PassageFinder({ embedder: null, telemetry }), [tokens.telemetry]);
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
      (store, clock, bus, telemetry, { files, reader, safeFetch }) =>
        new ReadWaitingDocument({ store, clock, bus, telemetry, files, reader, safeFetch }),
      [tokens.store, tokens.clock, tokens.bus, tokens.telemetry, tokens.knowledge],
    );
};
