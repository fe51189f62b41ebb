import { Button, FileButton, Group, Text } from '@mantine/core';
import { IconRefresh, IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMay } from '../../shared/api/me.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { knowledgeWords } from '../../shared/i18n/knowledge.js';
import { Notice } from '../../shared/ui/notice.js';
import { Section } from '../../shared/ui/screen.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastDone, toastProblem } from '../../shared/ui/toast.js';
import { When } from '../../shared/ui/when.js';
import { acceptedFiles } from './add-documents.js';
import {
  changeDocument,
  documentQuery,
  fetchAgain,
  type KnowledgeDocument,
  uploadVersion,
  type Version,
} from './data.js';
import classes from './knowledge.module.css';

type Props = { readonly document: KnowledgeDocument };

const useChange = (document: KnowledgeDocument) => {
  const client = useQueryClient();
  return {
    onSuccess: (saved: KnowledgeDocument) => {
      client.setQueryData(documentQuery(document.id).queryKey, saved);
      return client.invalidateQueries({ queryKey: ['knowledge'] });
    },
    onError: toastProblem,
  };
};

const Newer = ({ document }: Props) => {
  const t = useText(knowledgeWords);
  const done = useChange(document);
  const upload = useMutation({ mutationFn: (file: File) => uploadVersion(document.id, file), ...done });
  const again = useMutation({ mutationFn: () => fetchAgain(document.id), ...done });
  if (document.url !== null)
    return (
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} />}
        loading={again.isPending}
        onClick={() => again.mutate()}
      >
        {t.fetchAgain}
      </Button>
    );
  return (
    <FileButton accept={acceptedFiles} onChange={(file) => file !== null && upload.mutate(file)}>
      {(props) => (
        <Button {...props} variant="default" leftSection={<IconUpload size={16} />} loading={upload.isPending}>
          {t.newVersion}
        </Button>
      )}
    </FileButton>
  );
};

const State = ({ version, document }: Props & { readonly version: Version }) => {
  const t = useText(knowledgeWords);
  if (version.state === 'waiting') return <StatusBadge tone="info">{t.states.waiting}</StatusBadge>;
  if (version.state === 'failed') return <StatusBadge tone="bad">{t.states.failed}</StatusBadge>;
  return version.number === document.current ? (
    <StatusBadge tone="good">{t.current}</StatusBadge>
  ) : (
    <StatusBadge>{t.states.older}</StatusBadge>
  );
};

const Line = ({ version, document }: Props & { readonly version: Version }) => {
  const t = useText(knowledgeWords);
  const mayWrite = useMay('catalogue.write');
  const done = useChange(document);
  const goBack = useMutation({
    mutationFn: () => changeDocument(document.id, document.version, { current: version.number }),
    ...done,
    onSuccess: (saved) => {
      toastDone(t.used);
      return done.onSuccess(saved);
    },
  });
  const isOther = version.state === 'ready' && version.number !== document.current;
  return (
    <li className={classes['item']}>
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <Text fw={600}>{t.version(version.number)}</Text>
          <State version={version} document={document} />
          <Text size="sm" c="dimmed" component="span">
            <When at={version.addedAt} />
          </Text>
        </Group>
        {mayWrite && isOther && (
          <Button size="xs" variant="light" loading={goBack.isPending} onClick={() => goBack.mutate()}>
            {t.goBackTo(version.number)}
          </Button>
        )}
      </Group>
      {version.fileName !== '' && (
        <Text size="sm" c="dimmed">
          <bdi>{version.fileName}</bdi>
        </Text>
      )}
      {version.failure !== null && <Text size="sm">{t.failures[version.failure]}</Text>}
    </li>
  );
};

/** What there was of it, what is in use, and the way back. */
export const VersionsSection = ({ document }: Props) => {
  const t = useText(knowledgeWords);
  const mayWrite = useMay('catalogue.write');
  const current = document.versions.find(({ number }) => number === document.current);
  return (
    <Section title={t.versions} text={t.versionsHint} actions={mayWrite && <Newer document={document} />}>
      {current?.facts?.isCut === true && <Notice>{t.cut}</Notice>}
      <ul className={classes['list']}>
        {document.versions.map((version) => (
          <Line key={version.number} version={version} document={document} />
        ))}
      </ul>
    </Section>
  );
};
