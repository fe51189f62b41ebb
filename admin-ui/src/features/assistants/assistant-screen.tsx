import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay, useTimeZone } from '../../shared/api/me.js';
import { assistantsWords } from '../../shared/i18n/assistants.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatAt } from '../../shared/i18n/format.js';
import { ConfirmAction } from '../../shared/ui/confirm-action.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Screen, Section } from '../../shared/ui/screen.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastDone, toastProblem } from '../../shared/ui/toast.js';
import { AgreementSection } from './agreement-section.js';
import {
  type AssistantDetails,
  assistantQuery,
  draftVersion,
  removeAssistant,
  rollBack,
  useStudioAct,
  type VersionSummary,
} from './data.js';

const tones = { draft: 'attention', testing: 'info', published: 'neutral' } as const;

const RollBack = ({ version }: { readonly version: VersionSummary }) => {
  const t = useText(assistantsWords);
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const act = useStudioAct(
    (why: string) => rollBack(version.assistantId, version.id, why),
    () => toastDone(t.rolledBack),
  );
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {t.rollBack}
      </Button>
      <ConfirmAction
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t.rollBackTitle(version.number)}
        action={t.rollBack}
        danger={false}
        onConfirm={() => act.mutateAsync(reason)}
      >
        <Stack gap="sm">
          <Text>{t.rollBackText}</Text>
          <TextInput
            label={t.reason}
            description={t.reasonHint}
            required
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Stack>
      </ConfirmAction>
    </>
  );
};

const useColumns = ({ assistant }: AssistantDetails): Column<VersionSummary>[] => {
  const t = useText(assistantsWords);
  const mayWrite = useMay('tenant.configure');
  const language = useLanguage();
  const timeZone = useTimeZone();
  return [
    { key: 'number', header: t.versions, isTitle: true, cell: ({ number }) => t.versionNo(number) },
    {
      key: 'status',
      header: t.state,
      cell: ({ id, status }) =>
        id === assistant.live ? (
          <StatusBadge tone="good">{t.isLive}</StatusBadge>
        ) : (
          <StatusBadge tone={tones[status]}>{t.status[status]}</StatusBadge>
        ),
    },
    { key: 'note', header: t.note, cell: ({ note }) => <bdi dir="auto">{note}</bdi> },
    {
      key: 'by',
      header: '',
      cell: ({ createdBy, createdAt }) => (
        <Text size="sm" c="dimmed">
          {formatAt(createdAt, 'date', language, timeZone)} {t.by(createdBy)}
        </Text>
      ),
    },
    {
      key: 'acts',
      header: '',
      align: 'end',
      cell: (version) =>
        mayWrite && version.status === 'published' && version.id !== assistant.live ? (
          <RollBack version={version} />
        ) : null,
    },
  ];
};

const Versions = ({ details }: { readonly details: AssistantDetails }) => {
  const t = useText(assistantsWords);
  const navigate = useNavigate();
  const { assistant, versions } = details;
  const open = (versionId: string) =>
    void navigate({
      to: '/assistants/$assistantId/$versionId',
      params: { assistantId: assistant.id, versionId },
    });
  const draft = useStudioAct(
    () => draftVersion(assistant.id),
    ({ id }) => open(id),
  );
  const add = useMay('tenant.configure') && (
    <Button loading={draft.isPending} onClick={() => draft.mutate(undefined, { onError: toastProblem })}>
      {t.newDraft}
    </Button>
  );
  return (
    <Section title={t.versions} actions={add}>
      <DataTable
        label={t.versions}
        rows={versions}
        rowKey={({ id }) => id}
        columns={useColumns(details)}
        onOpen={({ id }) => open(id)}
      />
    </Section>
  );
};

const History = ({ details: { assistant } }: { readonly details: AssistantDetails }) => {
  const t = useText(assistantsWords);
  const language = useLanguage();
  const timeZone = useTimeZone();
  return (
    <Section title={t.history}>
      <Stack gap={6} component="ul" m={0} ps="md">
        {assistant.publications.slice(0, 10).map(({ versionId, number, origin, reason, by, at }) => (
          <li key={versionId + at}>
            <Text size="sm">
              {formatAt(at, 'exact', language, timeZone)} · {t.versionNo(number)}, {t.origins[origin]}
              {by !== '' && ` · ${by}`}
              {reason !== '' && ': '}
              <bdi dir="auto">{reason}</bdi>
            </Text>
          </li>
        ))}
      </Stack>
    </Section>
  );
};

const Remove = ({ id }: { readonly id: string }) => {
  const t = useText(assistantsWords);
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const act = useStudioAct(
    () => removeAssistant(id),
    () => void navigate({ to: '/assistants' }),
  );
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t.remove}
      </Button>
      <ConfirmAction
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t.removeTitle}
        action={t.remove}
        onConfirm={() => act.mutateAsync(undefined)}
      >
        {t.removeText}
      </ConfirmAction>
    </>
  );
};

export const AssistantScreen = () => {
  const t = useText(assistantsWords);
  const { assistantId } = useParams({ from: '/signed-in/tenant/assistants/$assistantId' });
  const details = useQuery(assistantQuery(assistantId));
  const mayWrite = useMay('tenant.configure');
  const assistant = details.data?.assistant;
  const actions = (
    <Group gap="xs">
      <Button component={Link} to="/assistants" variant="default">
        {t.back}
      </Button>
      {mayWrite && assistant?.isDefault === false && <Remove id={assistant.id} />}
    </Group>
  );
  return (
    <Screen title={assistant?.name ?? t.title} actions={actions}>
      <QueryState query={details}>
        {(data) => (
          <Stack>
            <Versions details={data} />
            <AgreementSection assistant={data.assistant} />
            <History details={data} />
          </Stack>
        )}
      </QueryState>
    </Screen>
  );
};
