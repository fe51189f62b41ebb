import { Checkbox, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { meQuery, useMe } from '../../shared/api/me.js';
import type { Identity } from '../../shared/api/types.js';
import { accountWords } from '../../shared/i18n/account.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';

type Topics = NonNullable<Identity['mailTopics']>;
const topics = ['new_order', 'hand_over', 'new_lead'] as const satisfies Topics;

const useSave = () => {
  const client = useQueryClient();
  const show = (mailTopics: Topics): void => {
    client.setQueryData(meQuery.queryKey, (me) => me && { ...me, mailTopics });
  };
  return useMutation({
    mutationFn: (wanted: Topics) => api.put('/api/v1/me/mail-topics', { topics: wanted }),
    // Shown at once, and put back when it could not be saved.
    onMutate: (wanted) => {
      const before = client.getQueryData(meQuery.queryKey)?.mailTopics ?? [];
      show(wanted);
      return { before };
    },
    onError: (_error, _wanted, context) => (context === undefined ? undefined : show(context.before)),
  });
};

/** Of what this person is told by mail in this business; on the platform there is nothing to choose. */
export const MailTopics = () => {
  const t = useText(accountWords).alerts;
  const { mailTopics } = useMe();
  const save = useSave();
  if (mailTopics === null) return null;
  return (
    <Stack gap="sm">
      <Checkbox.Group
        label={t.mail}
        value={[...mailTopics]}
        onChange={(next) => save.mutate(topics.filter((each) => next.includes(each)))}
      >
        <Stack gap="xs" mt="xs">
          {topics.map((topic) => (
            <Checkbox key={topic} value={topic} label={t.topics[topic]} />
          ))}
        </Stack>
      </Checkbox.Group>
      <ProblemAlert error={save.error} />
    </Stack>
  );
};
