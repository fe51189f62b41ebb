import { Anchor, Button, Stack, Switch, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { knowledgeWords } from '../../shared/i18n/knowledge.js';
import { useEditor } from '../../shared/lib/use-editor.js';
import { ConfirmAction } from '../../shared/ui/confirm-action.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { SaveBar } from '../../shared/ui/save-bar.js';
import { Screen, Section } from '../../shared/ui/screen.js';
import { StaleNotice } from '../../shared/ui/stale-notice.js';
import { toastDone } from '../../shared/ui/toast.js';
import { changeDocument, documentQuery, type KnowledgeDocument, removeDocument } from './data.js';
import { QuestionsSection } from './questions-section.js';
import { SentencesSection } from './sentences-section.js';
import { VersionsSection } from './versions-section.js';

type Draft = { readonly title: string; readonly category: string; readonly active: boolean };
const draftOf = (document: KnowledgeDocument | null): Draft => ({
  title: document?.title ?? '',
  category: document?.category ?? '',
  active: document?.active ?? true,
});

const useDocumentEditor = (document: KnowledgeDocument) => {
  const t = useText(knowledgeWords);
  const client = useQueryClient();
  return useEditor<KnowledgeDocument, Draft>({
    saved: document,
    draftOf,
    save: (draft, version) => changeDocument(document.id, version, draft),
    onSaved: (saved) => {
      toastDone(t.saved);
      client.setQueryData(documentQuery(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['knowledge'] });
    },
    refresh: () => client.invalidateQueries({ queryKey: ['knowledge', 'document', document.id] }),
  });
};

const Details = ({ document }: { readonly document: KnowledgeDocument }) => {
  const t = useText(knowledgeWords);
  const mayWrite = useMay('catalogue.write');
  const editor = useDocumentEditor(document);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    editor.submit();
  };
  const errors = fieldErrorsOf(editor.error);
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Section title={t.details}>
          <Stack gap="md">
            {editor.isStale && <StaleNotice onSaveOver={editor.saveOver} onReadTheirs={editor.readTheirs} />}
            <TextInput
              label={t.titleLabel}
              description={t.titleHint}
              value={editor.draft.title}
              maxLength={120}
              dir="auto"
              required
              disabled={!mayWrite}
              error={errors['title']}
              onChange={(event) => editor.change({ title: event.currentTarget.value })}
            />
            <TextInput
              label={t.category}
              value={editor.draft.category}
              maxLength={60}
              dir="auto"
              disabled={!mayWrite}
              onChange={(event) => editor.change({ category: event.currentTarget.value })}
            />
            <Switch
              label={t.active}
              checked={editor.draft.active}
              disabled={!mayWrite}
              onChange={(event) => editor.change({ active: event.currentTarget.checked })}
            />
            <ProblemAlert error={editor.error} />
          </Stack>
        </Section>
        {mayWrite && <SaveBar isChanged={editor.isChanged} isSaving={editor.isSaving} isBlocked={editor.isStale} />}
      </Stack>
    </form>
  );
};

const Remove = ({ id }: { readonly id: string }) => {
  const t = useText(knowledgeWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const remove = async (): Promise<void> => {
    await removeDocument(id);
    toastDone(t.removed);
    await navigate({ to: '/knowledge' });
    client.removeQueries({ queryKey: ['knowledge', 'document', id] });
    await client.invalidateQueries({ queryKey: ['knowledge', 'documents'] });
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconTrash size={16} />}
        onClick={() => setAsking(true)}
        style={{ justifySelf: 'start' }}
      >
        {t.remove}
      </Button>
      <ConfirmAction
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t.remove}
        action={t.remove}
        onConfirm={remove}
      >
        {t.removeText}
      </ConfirmAction>
    </>
  );
};

const Detail = ({ document }: { readonly document: KnowledgeDocument }) => {
  const mayWrite = useMay('catalogue.write');
  const facts = document.versions.find(({ number }) => number === document.current)?.facts;
  return (
    <>
      <Details document={document} />
      <VersionsSection document={document} />
      {mayWrite && facts !== undefined && facts !== null && facts.questionRows > 0 && (
        <QuestionsSection id={document.id} />
      )}
      {document.current !== null && (facts?.sentences ?? 0) > 0 && <SentencesSection document={document} />}
      {mayWrite && <Remove id={document.id} />}
    </>
  );
};

/** One document: what it is called, its versions, and what of it may be said. */
export const DocumentScreen = () => {
  const t = useText(knowledgeWords);
  const { documentId } = useParams({ from: '/signed-in/tenant/knowledge/documents/$documentId' });
  const document = useQuery(documentQuery(documentId));
  const back = (
    <Anchor component={Link} to="/knowledge" size="sm">
      {t.backToList}
    </Anchor>
  );
  return (
    <Screen title={document.data?.title ?? t.name} text={back} width="narrow">
      <QueryState query={document}>{(found) => <Detail key={found.id} document={found} />}</QueryState>
    </Screen>
  );
};
