import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { assistantsWords } from '../../shared/i18n/assistants.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { Notice } from '../../shared/ui/notice.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { SaveBar } from '../../shared/ui/save-bar.js';
import { Screen, Section } from '../../shared/ui/screen.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastDone, toastProblem } from '../../shared/ui/toast.js';
import { BehaviourFields } from './behaviour-fields.js';
import { assistantQuery, type Config, useStudioAct, type Version, versionPath, versionQuery } from './data.js';
import { ExamSection } from './exam-section.js';
import { IntentFields } from './intent-fields.js';
import { ReplaySection } from './replay-section.js';
import { SynonymFields } from './synonym-fields.js';
import { WordingFields } from './wording-fields.js';

const Locked = ({ version }: { readonly version: Version }) => {
  const t = useText(assistantsWords);
  const mayWrite = useMay('tenant.configure');
  const reopen = useStudioAct(() => api.post(`${versionPath(version.assistantId, version.id)}/reopen`));
  if (version.status === 'draft') return null;
  return (
    <Notice title={version.status === 'testing' ? t.locked : t.frozen}>
      {version.status === 'testing' && mayWrite && (
        <Button
          size="compact-sm"
          variant="default"
          loading={reopen.isPending}
          onClick={() => reopen.mutate(undefined, { onError: toastProblem })}
        >
          {t.reopen}
        </Button>
      )}
    </Notice>
  );
};

const Editor = ({ version }: { readonly version: Version }) => {
  const t = useText(assistantsWords);
  const mayWrite = useMay('tenant.configure');
  const [note, setNote] = useState(version.note);
  const [config, setConfig] = useState<Config>(version.config);
  const save = useStudioAct(
    () => api.put<Version>(versionPath(version.assistantId, version.id), { version: version.version, note, config }),
    () => toastDone(t.saved),
  );
  const disabled = version.status !== 'draft' || !mayWrite;
  const isChanged = note !== version.note || config !== version.config;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(undefined);
  };
  const part = { config, onChange: setConfig, disabled };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Section title={t.behaviour}>
          <Stack>
            <TextInput
              label={t.note}
              maxLength={300}
              dir="auto"
              disabled={disabled}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <BehaviourFields {...part} />
          </Stack>
        </Section>
        <WordingFields {...part} />
        <IntentFields {...part} />
        <SynonymFields {...part} />
        <ProblemAlert error={save.error} />
        {!disabled && <SaveBar isChanged={isChanged} isSaving={save.isPending} label={t.save} />}
      </Stack>
    </form>
  );
};

export const VersionScreen = () => {
  const t = useText(assistantsWords);
  const { assistantId, versionId } = useParams({ from: '/signed-in/tenant/assistants/$assistantId/$versionId' });
  const version = useQuery(versionQuery(assistantId, versionId));
  const { data: details } = useQuery(assistantQuery(assistantId));
  const number = version.data?.number;
  const actions = (
    <Button
      renderRoot={(props) => <Link to="/assistants/$assistantId" params={{ assistantId }} {...props} />}
      variant="default"
    >
      {t.backToAssistant(details?.assistant.name ?? t.title)}
    </Button>
  );
  return (
    <Screen title={number === undefined ? t.versions : t.versionNo(number)} actions={actions}>
      <QueryState query={version}>
        {(data) => (
          <Stack key={`${data.id}/${data.version}`}>
            <Group>
              <StatusBadge tone={data.status === 'draft' ? 'attention' : 'info'}>{t.status[data.status]}</StatusBadge>
              {details?.assistant.live === data.id && <StatusBadge tone="good">{t.isLive}</StatusBadge>}
            </Group>
            <Locked version={data} />
            <ExamSection version={data} isLive={details?.assistant.live === data.id} />
            <ReplaySection version={data} />
            <Editor version={data} />
          </Stack>
        )}
      </QueryState>
    </Screen>
  );
};
