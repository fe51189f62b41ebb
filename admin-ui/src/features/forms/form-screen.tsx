import { Anchor, Button } from '@mantine/core';
import { IconArchive, IconUserPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { formsWords } from '../../shared/i18n/forms.js';
import { useEditor } from '../../shared/lib/use-editor.js';
import { ConfirmAction } from '../../shared/ui/confirm-action.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { SaveBar } from '../../shared/ui/save-bar.js';
import { Screen } from '../../shared/ui/screen.js';
import { StaleNotice } from '../../shared/ui/stale-notice.js';
import { toastDone } from '../../shared/ui/toast.js';
import { type Form, formQuery, saveForm } from './data.js';
import { FieldsSection } from './fields-section.js';
import { FormPreview } from './form-preview.js';
import classes from './form-screen.module.css';
import { AfterSection, BasicsSection } from './form-sections.js';
import { bodyOf, draftOf, type FormDraft, faultsOf, newField } from './model/form-draft.js';

const useNewDraft = (): FormDraft => {
  const labels = { en: formsWords.en.defaults, ar: formsWords.ar.defaults };
  const name = newField('name', [], labels);
  const phone = newField('phone', [name], labels);
  return {
    name: '',
    title: {},
    fields: [name, phone, newField('message', [name, phone], labels)],
    submitLabel: { en: 'Send', ar: 'إرسال' },
    thanks: { en: 'Thank you! We will get back to you.', ar: 'شكرًا لك! سنتواصل معك.' },
    externalUrl: null,
    notify: [],
    asksInChat: false,
    status: 'active',
  };
};

const useFormEditor = (form: Form | null) => {
  const t = useText(formsWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  const fresh = useNewDraft();
  return useEditor<Form, FormDraft>({
    saved: form,
    draftOf: (saved) => (saved === null ? fresh : draftOf(saved)),
    save: (draft, version) => saveForm(form?.id ?? null, bodyOf(draft), version),
    onSaved: (saved, letGo) => {
      toastDone(t.saved);
      client.setQueryData(formQuery(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['forms', 'list'] });
      letGo();
      void navigate({ to: '/forms' });
    },
    refresh: () => client.invalidateQueries({ queryKey: ['forms'] }),
  });
};

type Editing = ReturnType<typeof useFormEditor>;

const Archive = ({ form, editor }: { readonly form: Form; readonly editor: Editing }) => {
  const t = useText(formsWords);
  const [isAsking, setAsking] = useState(false);
  const set = (status: Form['status']): void => editor.submit({ ...editor.draft, status });
  if (form.status === 'archived')
    return (
      <Button variant="default" onClick={() => set('active')}>
        {t.restore}
      </Button>
    );
  return (
    <>
      <Button variant="subtle" color="gray" leftSection={<IconArchive size={16} />} onClick={() => setAsking(true)}>
        {t.archive}
      </Button>
      <ConfirmAction
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t.archiveTitle}
        action={t.archive}
        onConfirm={() => Promise.resolve(set('archived'))}
      >
        {t.archiveText}
      </ConfirmAction>
    </>
  );
};

const Editor = ({ form }: { readonly form: Form | null }) => {
  const t = useText(formsWords);
  const mayWrite = useMay('tenant.configure');
  const editor = useFormEditor(form);
  const [isTried, setTried] = useState(false);
  const faults = faultsOf(editor.draft);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (faults.size === 0) editor.submit();
  };
  const parts = {
    draft: editor.draft,
    onChange: editor.change,
    faults: isTried ? faults : new Set<string>(),
    errors: fieldErrorsOf(editor.error),
  };
  return (
    <form onSubmit={submit} noValidate className={classes['columns']}>
      <fieldset disabled={!mayWrite} className={classes['fields']}>
        {editor.isStale && <StaleNotice onSaveOver={editor.saveOver} onReadTheirs={editor.readTheirs} />}
        <BasicsSection {...parts} />
        {editor.draft.externalUrl === null && <FieldsSection {...parts} />}
        <AfterSection {...parts} />
        <ProblemAlert error={editor.error} />
        {mayWrite && (
          <SaveBar
            isChanged={editor.isChanged}
            isSaving={editor.isSaving}
            isBlocked={editor.isStale}
            {...(form === null && { label: t.create })}
          >
            {form !== null && <Archive form={form} editor={editor} />}
          </SaveBar>
        )}
      </fieldset>
      <FormPreview draft={editor.draft} />
    </form>
  );
};

const Existing = ({ id }: { readonly id: string }) => {
  const t = useText(formsWords);
  const form = useQuery(formQuery(id));
  const mayRead = useMay('leads.read');
  const leads = mayRead && (
    <Button
      component={Link}
      to="/leads"
      search={{ form: id } as never}
      variant="default"
      leftSection={<IconUserPlus size={16} />}
    >
      {t.leads}
    </Button>
  );
  return (
    <Screen title={form.data?.name ?? t.editTitle} text={<Back />} actions={leads}>
      <QueryState query={form}>{(found) => <Editor key={found.id} form={found} />}</QueryState>
    </Screen>
  );
};

const Back = () => {
  const t = useText(formsWords);
  return (
    <Anchor component={Link} to="/forms" size="sm">
      {t.backToList}
    </Anchor>
  );
};

/** One form: its fields, its words, who is told, and how visitors see it. */
export const FormScreen = () => {
  const t = useText(formsWords);
  const { formId } = useParams({ from: '/signed-in/tenant/forms/$formId' });
  if (formId !== 'new') return <Existing key={formId} id={formId} />;
  return (
    <Screen title={t.newTitle} text={<Back />}>
      <Editor form={null} />
    </Screen>
  );
};
