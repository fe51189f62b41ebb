import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { LocalizedText } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { knowledgeWords } from '../../shared/i18n/knowledge.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { LocalizedInput } from '../../shared/ui/localized-input.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { toastDone } from '../../shared/ui/toast.js';
import { answerGaps, type GapGroup } from './data.js';

type Props = { readonly group: GapGroup; readonly onClose: () => void };

/** Worth fifteen answers in a hundred. */
const wantedPhrasings = 3;

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '');

const useAnswer = ({ group, onClose }: Props) => {
  const t = useText(knowledgeWords);
  const client = useQueryClient();
  const [questions, setQuestions] = useState(group.phrasings.join('\n'));
  const [answer, setAnswer] = useState<LocalizedText>({});
  const [category, setCategory] = useState('');
  const save = useMutation({
    mutationFn: (active: boolean) =>
      answerGaps({
        turnIds: group.gaps.map(({ turnId }) => turnId),
        questions: linesOf(questions).slice(0, 20),
        answer,
        category,
        active,
      }),
    onSuccess: async (_faq, active) => {
      toastDone(active ? t.answered : t.drafted);
      onClose();
      await client.invalidateQueries({ queryKey: ['knowledge'] });
      await client.invalidateQueries({ queryKey: ['faqs'] });
    },
  });
  return { questions, setQuestions, answer, setAnswer, category, setCategory, save };
};

const Fields = ({ form, isTried }: { readonly form: ReturnType<typeof useAnswer>; readonly isTried: boolean }) => {
  const t = useText(knowledgeWords);
  const common = useText(uiWords);
  const { questions, answer, category } = form;
  const missing = wantedPhrasings - linesOf(questions).length;
  return (
    <>
      <Textarea
        label={t.phrasings}
        description={t.phrasingsHint}
        value={questions}
        onChange={(event) => form.setQuestions(event.currentTarget.value)}
        autosize
        minRows={3}
        maxRows={10}
        dir="auto"
        required
        error={isTried && linesOf(questions).length === 0 ? t.phrasingsWrong : undefined}
      />
      {missing > 0 && <Text size="sm">{t.phrasingsMore(missing)}</Text>}
      <LocalizedInput
        label={t.answer}
        description={t.answerHint}
        value={answer}
        onChange={form.setAnswer}
        multiline
        required
        maxLength={2_000}
        error={isTried && Object.keys(answer).length === 0 ? common.oneLanguageNeeded : undefined}
      />
      <TextInput
        label={t.category}
        value={category}
        maxLength={60}
        dir="auto"
        onChange={(event) => form.setCategory(event.currentTarget.value)}
      />
    </>
  );
};

/** The answer to a group of questions, with the customers' own words as its phrasings. */
export const WriteAnswer = (props: Props) => {
  const t = useText(knowledgeWords);
  const common = useText(uiWords);
  const form = useAnswer(props);
  const [isTried, setTried] = useState(false);
  const save = (active: boolean): void => {
    setTried(true);
    if (linesOf(form.questions).length > 0 && Object.keys(form.answer).length > 0) form.save.mutate(active);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save(true);
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t.answerTitle}
      size="lg"
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Fields form={form} isTried={isTried} />
          <ProblemAlert error={form.save.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => save(false)} disabled={form.save.isPending}>
              {t.draftAction}
            </Button>
            <Button type="submit" loading={form.save.isPending}>
              {t.answerAction}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
