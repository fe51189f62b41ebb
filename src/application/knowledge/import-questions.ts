import { type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput, textOf } from '#application/input';
import type { KnowledgeFiles } from '#application/knowledge/knowledge-files';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { DocumentReader } from '#application/ports/document-reader';
import type { Ids } from '#application/ports/ids';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import { normalised } from '#domain/assistant/words';
import type { Faq } from '#domain/catalogue/faq';
import { languageOf } from '#domain/knowledge/judge-sentence';
import { currentVersion } from '#domain/knowledge/knowledge-document';
import { isFormula, type QuestionRow, questionRowsOf } from '#domain/knowledge/question-rows';
import type { DocumentId, TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly files: KnowledgeFiles;
  readonly reader: DocumentReader;
};

export type RowFault = 'no_question' | 'no_answer' | 'formula' | 'too_long' | 'unprintable' | 'known' | 'repeated';
export type QuestionsImport = {
  /** Rows that make an FAQ, also in a dry run. */
  readonly ready: number;
  /** 0 in a dry run. */
  readonly imported: number;
  /** Rows that are left out, and why; they count as in the file, the line of headings first. */
  readonly problems: readonly { readonly row: number; readonly fault: RowFault; readonly question: string }[];
  readonly sample: readonly { readonly row: number; readonly question: string; readonly answer: string }[];
};

const mostRows = 1_000;
const mostProblems = 200;
const mostShown = 5;

type Checked = { readonly row: QuestionRow; readonly fault: RowFault | null };

const textFault = (row: QuestionRow): RowFault | null => {
  try {
    for (const question of row.questions) textOf('question', question, 300);
    textOf('answer', row.answer, 2_000);
    return null;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return row.answer.length > 2_000 || row.questions.some((each) => each.length > 300) ? 'too_long' : 'unprintable';
  }
};

const faultOf = (row: QuestionRow, known: ReadonlySet<string>, seen: Set<string>): RowFault | null => {
  if (row.questions.length === 0) return 'no_question';
  if (row.answer === '') return 'no_answer';
  if ([...row.questions, row.answer, row.category].some(isFormula)) return 'formula';
  const fault = textFault(row);
  if (fault !== null) return fault;
  const forms = row.questions.map(normalised);
  if (forms.some((form) => known.has(form))) return 'known';
  if (forms.some((form) => seen.has(form))) return 'repeated';
  for (const form of forms) seen.add(form);
  return null;
};

/** Makes FAQs of a table of questions and answers that was uploaded: first as a dry run, then in one write. */
export class ImportQuestions {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {InvalidInput} it is no such table. @throws {DocumentUnreadable} */
  async execute({
    by,
    id,
    dryRun,
  }: {
    readonly by: Principal;
    readonly id: DocumentId;
    readonly dryRun: boolean;
  }): Promise<QuestionsImport> {
    const store = this.#deps.store.tenant(tenantFor(by, 'catalogue.write'));
    const checked = await this.#check(store, await this.#rows(store, id));
    const ready = checked.filter(({ fault }) => fault === null).map(({ row }) => row);
    const result = {
      ready: ready.length,
      imported: 0,
      problems: checked
        .flatMap(({ row, fault }) =>
          fault === null ? [] : [{ row: row.row, fault, question: row.questions[0] ?? '' }],
        )
        .slice(0, mostProblems),
      sample: ready
        .slice(0, mostShown)
        .map(({ row, questions, answer }) => ({ row, question: questions[0] ?? '', answer })),
    };
    if (dryRun || ready.length === 0) return result;
    const faqs = ready.map((row) => this.#faqOf(store.tenantId, row));
    const audit = {
      actor: by.actor,
      action: 'faq.imported',
      target: id,
      facts: { faqs: faqs.length },
      at: this.#deps.clock.now(),
    };
    await store.catalogue.saveFaqs(faqs, [audit]);
    return { ...result, imported: faqs.length };
  }

  async #rows(store: TenantStore, id: DocumentId): Promise<readonly QuestionRow[]> {
    const { files, reader } = this.#deps;
    const document = found(await store.knowledge.find(id), 'document');
    const version = currentVersion(document);
    const bytes = version === null ? null : await files.read(store, version);
    if (version === null || bytes === null) throw new InvalidInput('document', 'no version of this document was read');
    const { table } = await reader.read({ bytes, fileName: version.fileName });
    const rows = table === null ? null : questionRowsOf(table);
    if (rows === null)
      throw new InvalidInput('document', 'the first line must name a column of questions and one of answers');
    if (rows.length > mostRows) throw new InvalidInput('document', `a table of questions has ${mostRows} rows at most`);
    return rows;
  }

  async #check({ catalogue }: TenantStore, rows: readonly QuestionRow[]): Promise<readonly Checked[]> {
    const known = new Set<string>();
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof catalogue.pageFaqs>> = await catalogue.pageFaqs({ after, limit: 100 });
      for (const question of page.items.flatMap(({ questions }) => questions)) known.add(normalised(question));
      after = page.next;
    } while (after !== null);
    const seen = new Set<string>();
    return rows.map((row) => ({ row, fault: faultOf(row, known, seen) }));
  }

  #faqOf(tenantId: TenantId, { questions, answer, category }: QuestionRow): Faq {
    const { ids, clock } = this.#deps;
    return {
      id: ids.faq(),
      tenantId,
      questions: questions.slice(0, 20),
      answer: { [languageOf(answer) ?? 'en']: answer },
      category: category.slice(0, 60),
      active: true,
      createdAt: clock.now(),
      version: 0,
    };
  }
}
