import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { LocalizedTextDto, localizedRequired, MoneyDto } from '#adapters/http/contract/money';
import { line, timestamp } from '#adapters/http/contract/text';
import { documentFormats, readingFailures } from '#domain/knowledge/knowledge-document';
import { unquotableReasons } from '#domain/knowledge/sentence';

const VersionDto = z.strictObject({
  number: z.int(),
  fileName: z.string().meta({ description: 'Empty while nothing was fetched from its address.' }),
  bytes: z.int(),
  format: z.enum(documentFormats).nullable().meta({ description: 'Told by its content; null until it was read.' }),
  state: z.enum(['waiting', 'ready', 'failed']),
  failure: z.enum(readingFailures).nullable().meta({ description: 'Why it could not be read.' }),
  facts: z
    .strictObject({
      pages: z.int().nullable(),
      sentences: z.int(),
      quotable: z.int(),
      questionRows: z.int().meta({ description: 'Rows of questions and answers that can become FAQs.' }),
      isCut: z.boolean().meta({ description: 'It holds more than is kept of a document.' }),
    })
    .nullable(),
  addedAt: timestamp,
});

export const DocumentDto = z
  .strictObject({
    id: idOf('document'),
    title: z.string().meta({ description: 'Said with every sentence that is quoted.' }),
    category: z.string(),
    url: z.string().nullable().meta({ description: 'Where its versions are fetched from; null: it came as a file.' }),
    active: z.boolean(),
    current: z.int().nullable().meta({ description: 'The version in use.' }),
    versions: z.array(VersionDto).meta({ description: 'Newest first; five at most.' }),
    createdAt: timestamp,
    version: z.int(),
  })
  .meta({ id: 'KnowledgeDocument' });

export const DocumentListDto = z.strictObject({
  items: z.array(DocumentDto),
  bytes: z.int().meta({ description: 'Of all versions of all documents.' }),
  quota: z.int(),
  sentencesInUse: z.int(),
  mostSentences: z.int(),
});

export const SentenceDto = z
  .strictObject({
    id: idOf('sentence'),
    position: z.int(),
    text: z.string(),
    heading: z.string(),
    page: z.int().nullable(),
    language: z.enum(['en', 'ar']),
    unquotable: z
      .enum(unquotableReasons)
      .nullable()
      .meta({ description: 'Why it is never said word for word; null: it may be.' }),
  })
  .meta({ id: 'KnowledgeSentence' });

export const SentencePageDto = z.strictObject({
  items: z.array(SentenceDto),
  next: z.int().nullable().meta({ description: 'Give it as `after` to get the next page; null at the end.' }),
});

export const FoundSentenceDto = z.strictObject({
  id: idOf('sentence'),
  documentId: idOf('document'),
  title: z.string(),
  text: z.string(),
  quotable: z.boolean(),
  score: z.number().meta({ description: '0 to 1: how much of the question it speaks of.' }),
});

export const ConflictDto = z
  .strictObject({
    key: z.string(),
    serviceId: idOf('service'),
    serviceName: z.string(),
    says: MoneyDto,
    price: MoneyDto,
    text: z.string(),
    faqId: idOf('faq').nullable().meta({ description: 'An FAQ is not answered until this is settled.' }),
    documentId: idOf('document').nullable(),
    title: z.string(),
  })
  .meta({ id: 'KnowledgeConflict' });

export const QuestionsImportDto = z.strictObject({
  ready: z.int(),
  imported: z.int(),
  problems: z.array(
    z.strictObject({
      row: z.int(),
      fault: z.enum(['no_question', 'no_answer', 'formula', 'too_long', 'unprintable', 'known', 'repeated']),
      question: z.string(),
    }),
  ),
  sample: z.array(z.strictObject({ row: z.int(), question: z.string(), answer: z.string() })),
});

export const GapGroupDto = z
  .strictObject({
    example: z.string(),
    language: z.enum(['en', 'ar']),
    times: z.int(),
    lastAskedAt: timestamp,
    phrasings: z.array(z.string()).meta({ description: 'Wordings that differ, for an FAQ.' }),
    gaps: z.array(
      z.strictObject({ turnId: idOf('turn'), conversationId: idOf('conversation'), text: z.string(), at: timestamp }),
    ),
  })
  .meta({ id: 'KnowledgeGapGroup' });

const turnIds = z.array(idOf('turn')).min(1).max(400);
export const AnswerGapsBody = z.strictObject({
  turnIds,
  questions: z.array(line(300)).min(1).max(20),
  answer: localizedRequired(2_000),
  category: line(60, 0).optional(),
  active: z.boolean().default(true).meta({ description: 'False keeps it as a draft.' }),
});
export const DismissGapsBody = z.strictObject({ turnIds });

export const UsageDto = z.strictObject({
  days: z.int(),
  turns: z.int().meta({ description: 'Turns looked at: the newest, 2,000 at most.' }),
  asked: z.int(),
  answeredByFaq: z.int(),
  answeredByDocument: z.int(),
  unanswered: z.int(),
  faqs: z.array(z.strictObject({ id: idOf('faq'), question: z.string(), times: z.int() })),
  documents: z.array(z.strictObject({ id: idOf('document'), title: z.string(), times: z.int() })),
});

export const CorrectAnswerBody = z.strictObject({
  turnId: idOf('turn'),
  answer: localizedRequired(2_000),
  question: line(300).optional().meta({ description: 'Left out: what the customer wrote.' }),
});

export const TestCaseDto = z
  .strictObject({
    id: idOf('testCase'),
    question: z.string(),
    answer: LocalizedTextDto,
    wrongAnswer: z.string(),
    faqId: idOf('faq').meta({ description: 'The draft that was written with it.' }),
    turnId: idOf('turn'),
    createdAt: timestamp,
  })
  .meta({ id: 'TestCase' });
