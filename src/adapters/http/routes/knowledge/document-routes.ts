import { z } from 'zod';
import { json, noContent } from '#adapters/http/answers';
import { fileName } from '#adapters/http/contract/file';
import { idOf } from '#adapters/http/contract/ids';
import { DocumentDto, DocumentListDto, QuestionsImportDto, SentencePageDto } from '#adapters/http/contract/knowledge';
import { queryNumber } from '#adapters/http/contract/page';
import { line } from '#adapters/http/contract/text';
import { readVersion } from '#adapters/http/contract/version';
import {
  presentDocument,
  presentDocuments,
  presentImport,
  presentSentence,
} from '#adapters/http/present/present-knowledge';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/api/v1/knowledge/documents';
const one = `${path}/:documentId`;
const tag = 'Knowledge';
const params = z.strictObject({ documentId: idOf('document') });
const reading = { kind: 'user_or_key', permission: 'catalogue.read' } as const;
/** A document is a person's: what it says is said in the business's name. */
const writing = { kind: 'user', permission: 'catalogue.write' } as const;
const title = line(120).optional().meta({ description: 'Customers read it with every quotation.' });
const category = line(60, 0).optional();

const list = (useCase: UseCases['listDocuments']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'What the assistant was given to know, newest first, and the room that is left',
    tag,
    access: reading,
    response: { 200: DocumentListDto },
    handle: async (_input, { by }) => json(200, presentDocuments(await useCase.execute({ by }))),
  });

const upload = (useCase: UseCases['uploadDocument']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary:
      'Upload a PDF, Word, HTML, Markdown, text or CSV file of at most 10 MiB, as the body; it is read a moment later',
    tag,
    access: writing,
    query: z.strictObject({ name: fileName, title, category }),
    bodyKind: 'file',
    response: { 201: DocumentDto },
    handle: async ({ query }, { by, request }) =>
      json(201, presentDocument(await useCase.execute({ by, ...query, bytes: request.body as Buffer }))),
  });

const importAddress = (useCase: UseCases['importAddress']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/v1/knowledge/addresses',
    summary: 'Import a page or a file from the web; it is fetched and read a moment later',
    tag,
    access: writing,
    body: z.strictObject({ url: line(2_000), title, category }),
    response: { 201: DocumentDto },
    handle: async ({ body }, { by }) => json(201, presentDocument(await useCase.execute({ by, ...body }))),
  });

const find = (useCase: UseCases['findDocument']): Route =>
  defineRoute({
    method: 'get',
    path: one,
    summary: 'One document and its versions',
    tag,
    access: reading,
    params,
    response: { 200: DocumentDto },
    handle: async ({ params: { documentId: id } }, { by }) =>
      json(200, presentDocument(await useCase.execute({ by, id }))),
  });

const change = (useCase: UseCases['changeDocument']): Route =>
  defineRoute({
    method: 'patch',
    path: one,
    summary: 'Rename a document, switch it off or on, or go back to a version; what is left out stays',
    tag,
    access: writing,
    params,
    body: z.strictObject({
      version: readVersion,
      title,
      category,
      active: z.boolean().optional(),
      current: z.int().min(1).optional().meta({ description: 'The number of the version to use.' }),
    }),
    response: { 200: DocumentDto },
    handle: async ({ params: { documentId: id }, body }, { by }) =>
      json(200, presentDocument(await useCase.execute({ by, id, ...body }))),
  });

const remove = (useCase: UseCases['removeDocument']): Route =>
  defineRoute({
    method: 'delete',
    path: one,
    summary: 'Remove a document with all its versions; nothing is known from it any more',
    tag,
    access: writing,
    params,
    response: { 204: null },
    handle: async ({ params: { documentId: id } }, { by }) => {
      await useCase.execute({ by, id });
      return noContent();
    },
  });

const addVersion = (useCase: UseCases['addDocumentVersion']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/versions`,
    summary: 'Upload a newer version, as the body; the one in use stays until it was read',
    tag,
    access: writing,
    params,
    query: z.strictObject({ name: fileName }),
    bodyKind: 'file',
    response: { 201: DocumentDto },
    handle: async ({ params: { documentId: id }, query }, { by, request }) => {
      const file = { name: query.name, bytes: request.body as Buffer };
      return json(201, presentDocument(await useCase.execute({ by, id, file })));
    },
  });

const fetchAgain = (useCase: UseCases['addDocumentVersion']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/fetch`,
    summary: 'Fetch an imported address once more, as a new version',
    tag,
    access: writing,
    params,
    response: { 201: DocumentDto },
    handle: async ({ params: { documentId: id } }, { by }) =>
      json(201, presentDocument(await useCase.execute({ by, id }))),
  });

const sentences = (useCase: UseCases['pageSentences']): Route =>
  defineRoute({
    method: 'get',
    path: `${one}/sentences`,
    summary: 'What a version says, sentence by sentence, and why a sentence is not quoted',
    tag,
    access: reading,
    params,
    query: z.strictObject({
      number: queryNumber(1, 1_000_000)
        .optional()
        .meta({ description: 'Left out: the version in use, else the newest.' }),
      quotable: z
        .enum(['true', 'false'])
        .transform((text) => text === 'true')
        .optional(),
      after: queryNumber(0, 1_000_000).optional(),
      limit: queryNumber(1, 200).optional(),
    }),
    response: { 200: SentencePageDto },
    handle: async ({ params: { documentId: id }, query }, { by }) => {
      const page = await useCase.execute({ by, id, ...query });
      return json(200, { items: page.sentences.map(presentSentence), next: page.next });
    },
  });

const importQuestions = (useCase: UseCases['importQuestions']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/questions`,
    summary: 'Make FAQs of a table of questions and answers; a dry run says what would become of each row',
    tag,
    access: writing,
    params,
    body: z.strictObject({ dryRun: z.boolean().default(false) }),
    response: { 200: QuestionsImportDto },
    handle: async ({ params: { documentId: id }, body }, { by }) => {
      return json(200, presentImport(await useCase.execute({ by, id, ...body })));
    },
  });

export const documentRoutes = (useCases: UseCases): Route[] => [
  list(useCases.listDocuments),
  upload(useCases.uploadDocument),
  importAddress(useCases.importAddress),
  find(useCases.findDocument),
  change(useCases.changeDocument),
  addVersion(useCases.addDocumentVersion),
  fetchAgain(useCases.addDocumentVersion),
  sentences(useCases.pageSentences),
  importQuestions(useCases.importQuestions),
  remove(useCases.removeDocument),
];
