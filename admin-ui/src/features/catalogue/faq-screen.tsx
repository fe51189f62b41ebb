import { Anchor, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import type { Faq, LocalizedText } from '../../shared/api/types.js';
import { catalogueWords } from '../../shared/i18n/catalogue.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { useEditor } from '../../shared/lib/use-editor.js';
import { LocalizedInput } from '../../shared/ui/localized-input.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { SaveBar } from '../../shared/ui/save-bar.js';
import { Screen, Section } from '../../shared/ui/screen.js';
import { StaleNotice } from '../../shared/ui/stale-notice.js';
import { toastDone } from '../../shared/ui/toast.js';
import { faqQuery, saveFaq } from './data.js';

/** The questions as typed, a line each. */
type Draft = {
  readonly questions: string;
  readonly answer: LocalizedText;
  readonly category: string;
  readonly active: boolean;
};

const draftOf = (faq: Faq | null): Draft => ({
  questions: faq?.questions.join('\n') ?? '',
  answer: faq?.answer ?? {},
  category: faq?.category ?? '',
  active: faq?.active ?? true,
});

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '');

const useFaqEditor = (faq: Faq | null) => {
  const t = useText(catalogueWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  return useEditor<Faq, Draft>({
    saved: faq,
    draftOf,
    save: ({ questions, ...rest }, version) =>
      saveFaq(faq?.id ?? null, { ...rest, questions: linesOf(questions) }, version),
    onSaved: (saved, letGo) => {
      toastDone(t.saveDone);
      client.setQueryData(faqQuery(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['faqs', 'pages'] });
      letGo();
      void navigate({ to: '/catalogue', search: { tab: 'faqs' } });
    },
    refresh: () => client.invalidateQueries({ queryKey: ['faqs'] }),
  });
};

type Editing = ReturnType<typeof useFaqEditor>;

const Fields = ({ editor, isTried }: { readonly editor: Editing; readonly isTried: boolean }) => {
  const t = useText(catalogueWords);
  const common = useText(uiWords);
  const { draft, change } = editor;
  const errors = fieldErrorsOf(editor.error);
  const isAnswerless = isTried && Object.keys(draft.answer).length === 0;
  return (
    <Section>
      <Stack gap="md">
        <Textarea
          label={t.questions}
          description={t.questionsHint}
          value={draft.questions}
          onChange={(event) => change({ questions: event.currentTarget.value })}
          autosize
          minRows={3}
          maxRows={12}
          dir="auto"
          required
          error={isTried && linesOf(draft.questions).length === 0 ? t.questionsWrong : errors['questions']}
        />
        <LocalizedInput
          label={t.answer}
          description={t.answerHint}
          value={draft.answer}
          onChange={(answer) => change({ answer })}
          multiline
          required
          maxLength={2_000}
          error={isAnswerless ? common.oneLanguageNeeded : errors['answer']}
        />
        <TextInput
          label={t.category}
          value={draft.category}
          maxLength={60}
          dir="auto"
          onChange={(event) => change({ category: event.currentTarget.value })}
        />
        <Switch
          label={t.faqActive}
          checked={draft.active}
          onChange={(event) => change({ active: event.currentTarget.checked })}
        />
      </Stack>
    </Section>
  );
};

const Editor = ({ faq }: { readonly faq: Faq | null }) => {
  const mayWrite = useMay('catalogue.write');
  const editor = useFaqEditor(faq);
  const [isTried, setTried] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const { questions, answer } = editor.draft;
    if (linesOf(questions).length > 0 && Object.keys(answer).length > 0) editor.submit();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        {editor.isStale && <StaleNotice onSaveOver={editor.saveOver} onReadTheirs={editor.readTheirs} />}
        <Fields editor={editor} isTried={isTried} />
        <ProblemAlert error={editor.error} />
        {mayWrite && <SaveBar isChanged={editor.isChanged} isSaving={editor.isSaving} isBlocked={editor.isStale} />}
      </Stack>
    </form>
  );
};

const Existing = ({ id }: { readonly id: string }) => {
  const faq = useQuery(faqQuery(id));
  return <QueryState query={faq}>{(found) => <Editor key={found.id} faq={found} />}</QueryState>;
};

/** What customers ask and the answer that was approved. */
export const FaqScreen = () => {
  const t = useText(catalogueWords);
  const { faqId } = useParams({ from: '/signed-in/tenant/catalogue/faqs/$faqId' });
  const back = (
    <Anchor component={Link} to="/catalogue" search={{ tab: 'faqs' } as never} size="sm">
      {t.backToList}
    </Anchor>
  );
  return (
    <Screen title={faqId === 'new' ? t.newFaq : t.editFaq} text={back} width="narrow">
      {faqId === 'new' ? <Editor faq={null} /> : <Existing key={faqId} id={faqId} />}
    </Screen>
  );
};
