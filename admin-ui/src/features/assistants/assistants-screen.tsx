import { Button, Group, Modal, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { assistantsWords } from '../../shared/i18n/assistants.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Screen } from '../../shared/ui/screen.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { type Assistant, addAssistant, assistantsQuery, useStudioAct } from './data.js';

const useColumns = (): Column<Assistant>[] => {
  const t = useText(assistantsWords);
  return [
    {
      key: 'name',
      header: t.name,
      isTitle: true,
      cell: ({ name, isDefault }) => (
        <Group gap={6} component="span">
          <bdi dir="auto">{name}</bdi>
          {isDefault && <StatusBadge tone="info">{t.isDefault}</StatusBadge>}
        </Group>
      ),
    },
    {
      key: 'topics',
      header: t.topics,
      cell: ({ isDefault, topics }) => (isDefault ? t.answersRest : <bdi dir="auto">{topics.join(', ')}</bdi>),
    },
    {
      key: 'live',
      header: t.liveVersion,
      cell: ({ live, publications }) =>
        live === null ? (
          <StatusBadge tone="attention">{t.notLive}</StatusBadge>
        ) : (
          <StatusBadge tone="good">{t.versionNo(publications[0]?.number ?? 1)}</StatusBadge>
        ),
    },
  ];
};

const NewAssistant = ({ onDone }: { readonly onDone: (assistant: Assistant) => void }) => {
  const t = useText(assistantsWords);
  const ui = useText(uiWords);
  const [name, setName] = useState('');
  const [topics, setTopics] = useState<string[]>([]);
  const add = useStudioAct(addAssistant, onDone);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate({ name: name.trim(), topics });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text c="dimmed">{t.addText}</Text>
        <TextInput
          label={t.name}
          required
          maxLength={60}
          dir="auto"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <TagsInput label={t.topics} description={t.topicsHint} value={topics} onChange={setTopics} maxTags={50} />
        <ProblemAlert error={add.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={add.isPending} disabled={name.trim() === ''}>
            {ui.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const Add = () => {
  const t = useText(assistantsWords);
  const ui = useText(uiWords);
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  if (!useMay('tenant.configure')) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen(true)}>
        {t.add}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t.addTitle}
        closeButtonProps={{ 'aria-label': ui.close }}
      >
        <NewAssistant
          onDone={({ id }) => void navigate({ to: '/assistants/$assistantId', params: { assistantId: id } })}
        />
      </Modal>
    </>
  );
};

export const AssistantsScreen = () => {
  const t = useText(assistantsWords);
  const navigate = useNavigate();
  const assistants = useQuery(assistantsQuery);
  const columns = useColumns();
  return (
    <Screen title={t.title} text={t.text} actions={<Add />}>
      <QueryState query={assistants}>
        {({ items }) => (
          <DataTable
            label={t.title}
            rows={items}
            rowKey={({ id }) => id}
            columns={columns}
            onOpen={({ id }) => void navigate({ to: '/assistants/$assistantId', params: { assistantId: id } })}
          />
        )}
      </QueryState>
    </Screen>
  );
};
