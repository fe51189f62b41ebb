import { Button, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { localized } from '../../shared/i18n/format.js';
import { leadsWords } from '../../shared/i18n/leads.js';
import { useEditor } from '../../shared/lib/use-editor.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { StaleNotice } from '../../shared/ui/stale-notice.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastDone } from '../../shared/ui/toast.js';
import { When } from '../../shared/ui/when.js';
import { changeLead, createLead, type Lead, leadFormsQuery, leadQuery } from './data.js';
import { AssigneeControl, StatusControl } from './lead-controls.js';
import classes from './lead-drawer.module.css';
import { type ContactDraft, ContactFields, contactOf, fieldsOf } from './lead-fields.js';
import { sourceOf } from './source-of.js';

/** What was filled in, under the labels of the form where it is still there. */
const Values = ({ lead }: { readonly lead: Lead }) => {
  const t = useText(leadsWords);
  const language = useLanguage();
  const mayRead = useMay('tenant.read');
  const { data } = useQuery({ ...leadFormsQuery, enabled: mayRead && lead.formId !== null });
  const fields = data?.items.find(({ id }) => id === lead.formId)?.fields ?? [];
  const labelOf = (key: string): string => {
    const field = fields.find((each) => each.key === key);
    return field === undefined ? key : localized(field.label, language) || key;
  };
  const entries = Object.entries(lead.values);
  if (entries.length === 0) return null;
  return (
    <section aria-label={t.filledIn}>
      <Title order={3}>{t.filledIn}</Title>
      <dl className={classes['values']}>
        {entries.map(([key, value]) => (
          <div key={key}>
            <dt dir="auto">{labelOf(key)}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

const Contact = ({ lead }: { readonly lead: Lead }) => {
  const t = useText(leadsWords);
  const client = useQueryClient();
  const editor = useEditor<Lead, ContactDraft>({
    saved: lead,
    draftOf: contactOf,
    save: (draft, version) => changeLead({ id: lead.id, version }, fieldsOf(draft)),
    onSaved: (saved) => {
      toastDone(t.saved);
      client.setQueryData(leadQuery(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['leads'] });
    },
    refresh: () => client.invalidateQueries({ queryKey: ['lead', lead.id] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    editor.submit();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Title order={3}>{t.edit}</Title>
        {editor.isStale && <StaleNotice onSaveOver={editor.saveOver} onReadTheirs={editor.readTheirs} />}
        <ContactFields draft={editor.draft} onChange={editor.change} errors={fieldErrorsOf(editor.error)} />
        <ProblemAlert error={editor.error} />
        <Group justify="flex-end">
          <Button
            type="submit"
            variant={editor.isChanged ? 'filled' : 'default'}
            loading={editor.isSaving}
            disabled={editor.isStale || !editor.isChanged}
          >
            {t.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const ReadOnly = ({ lead }: { readonly lead: Lead }) => {
  const t = useText(leadsWords);
  const rows = [
    [t.email, lead.email],
    [t.phone, lead.phone],
    [t.intent, lead.intent],
  ] as const;
  return (
    <dl className={classes['values']}>
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd dir="auto">{value === null || value === '' ? '–' : value}</dd>
        </div>
      ))}
    </dl>
  );
};

const Detail = ({ lead }: { readonly lead: Lead }) => {
  const t = useText(leadsWords);
  const mayWrite = useMay('leads.write');
  const mayTalk = useMay('conversations.read');
  return (
    <Stack gap="lg">
      <Group gap="xs">
        <StatusBadge>{sourceOf(lead, t)}</StatusBadge>
        <Text size="sm" c="dimmed" component="span">
          <When at={lead.createdAt} />
        </Text>
      </Group>
      {lead.conversationId !== null && mayTalk && (
        <Button
          component={Link}
          to={`/inbox/${lead.conversationId}`}
          variant="default"
          leftSection={<IconMessage size={16} />}
          style={{ alignSelf: 'flex-start' }}
        >
          {t.openConversation}
        </Button>
      )}
      <div className={classes['controls']}>
        <div>
          <Text fw={600} component="div">
            {t.status}
          </Text>
          <StatusControl lead={lead} size="md" />
        </div>
        <AssigneeControl lead={lead} />
      </div>
      <Values lead={lead} />
      {mayWrite ? <Contact lead={lead} /> : <ReadOnly lead={lead} />}
    </Stack>
  );
};

const NewLead = ({ onCreated }: { readonly onCreated: (id: string) => void }) => {
  const t = useText(leadsWords);
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => contactOf(null));
  const [isTried, setTried] = useState(false);
  const create = useMutation({
    mutationFn: () => createLead(fieldsOf(draft)),
    onSuccess: (lead) => {
      toastDone(t.added);
      void client.invalidateQueries({ queryKey: ['leads'] });
      onCreated(lead.id);
    },
  });
  const isEmpty = [draft.name, draft.email, draft.phone].every((text) => text.trim() === '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isEmpty) create.mutate();
  };
  const errors = isTried && isEmpty ? { name: t.addWrong } : fieldErrorsOf(create.error);
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <ContactFields
          draft={draft}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
          errors={errors}
        />
        <ProblemAlert error={create.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t.addAction}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const Existing = ({ id }: { readonly id: string }) => {
  const lead = useQuery(leadQuery(id));
  return <QueryState query={lead}>{(found) => <Detail key={found.id} lead={found} />}</QueryState>;
};

const LeadTitle = ({ id }: { readonly id: string }) => {
  const t = useText(leadsWords);
  const { data } = useQuery({ ...leadQuery(id), enabled: id !== 'new' });
  if (id === 'new') return t.addTitle;
  return <bdi dir="auto">{data === undefined ? t.detail : (data.name ?? data.email ?? data.phone ?? t.noName)}</bdi>;
};

type Props = {
  readonly id: string | undefined;
  readonly onClose: () => void;
  readonly onCreated: (id: string) => void;
};

/** One lead beside the list; its id is in the address. */
export const LeadDrawer = ({ id, onClose, onCreated }: Props) => {
  const t = useText(leadsWords);
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size="30rem"
      padding="lg"
      title={id !== undefined && <LeadTitle id={id} />}
      closeButtonProps={{ 'aria-label': t.close }}
      styles={{ title: { fontWeight: 650, fontSize: '1.1875rem', overflowWrap: 'anywhere' } }}
    >
      {id === 'new' && <NewLead onCreated={onCreated} />}
      {id !== undefined && id !== 'new' && <Existing key={id} id={id} />}
    </Drawer>
  );
};
