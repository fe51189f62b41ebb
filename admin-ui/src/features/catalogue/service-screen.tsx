import { Anchor, Button } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import type { Service } from '../../shared/api/types.js';
import { catalogueWords } from '../../shared/i18n/catalogue.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { localized } from '../../shared/i18n/format.js';
import { useEditor } from '../../shared/lib/use-editor.js';
import { ConfirmAction } from '../../shared/ui/confirm-action.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { SaveBar } from '../../shared/ui/save-bar.js';
import { Screen } from '../../shared/ui/screen.js';
import { StaleNotice } from '../../shared/ui/stale-notice.js';
import { toastDone } from '../../shared/ui/toast.js';
import { archiveService, saveService, serviceQuery } from './data.js';
import { ImagesSection } from './images-section.js';
import { bodyOf, draftOf, faultsOf, newDraft, type ServiceDraft } from './model/service-draft.js';
import { OptionsSection } from './options-section.js';
import classes from './service-screen.module.css';
import {
  BasicsSection,
  ContentsSection,
  OrderingSection,
  PriceSection,
  VisibilitySection,
} from './service-sections.js';

const draftFrom = (service: Service | null): ServiceDraft => (service === null ? newDraft : draftOf(service));

const Archive = ({ service }: { readonly service: Service }) => {
  const t = useText(catalogueWords);
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const archive = useMutation({
    mutationFn: archiveService,
    onSuccess: async () => {
      toastDone(t.archived);
      await client.invalidateQueries({ queryKey: ['services'] });
    },
  });
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
        onConfirm={() => archive.mutateAsync(service)}
      >
        {t.archiveText}
      </ConfirmAction>
    </>
  );
};

const useServiceEditor = (service: Service | null) => {
  const t = useText(catalogueWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  return useEditor<Service, ServiceDraft>({
    saved: service,
    draftOf: draftFrom,
    save: (draft, version) => saveService(service?.id ?? null, bodyOf(draft), version),
    onSaved: (saved, letGo) => {
      toastDone(t.saveDone);
      client.setQueryData(serviceQuery(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['services', 'pages'] });
      void client.invalidateQueries({ queryKey: ['onboarding'] });
      letGo();
      void navigate({ to: '/catalogue' });
    },
    refresh: () => client.invalidateQueries({ queryKey: ['services'] }),
  });
};

const Editor = ({ service }: { readonly service: Service | null }) => {
  const t = useText(catalogueWords);
  const mayWrite = useMay('catalogue.write');
  const editor = useServiceEditor(service);
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
    faults: isTried ? faults : new Set<never>(),
    errors: fieldErrorsOf(editor.error),
  };
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={!mayWrite} className={classes['fields']}>
        {editor.isStale && <StaleNotice onSaveOver={editor.saveOver} onReadTheirs={editor.readTheirs} />}
        <BasicsSection {...parts} />
        <PriceSection {...parts} />
        {editor.draft.kind === 'package' && <ContentsSection {...parts} ownId={service?.id ?? null} />}
        <OrderingSection {...parts} />
        <OptionsSection {...parts} />
        <ImagesSection {...parts} />
        <VisibilitySection {...parts} />
        <ProblemAlert error={editor.error} />
        {mayWrite && (
          <SaveBar
            isChanged={editor.isChanged}
            isSaving={editor.isSaving}
            isBlocked={editor.isStale}
            {...(service === null && { label: t.create })}
          >
            {service !== null && service.status !== 'archived' && <Archive service={service} />}
          </SaveBar>
        )}
      </fieldset>
    </form>
  );
};

const Back = () => {
  const t = useText(catalogueWords);
  return (
    <Anchor component={Link} to="/catalogue" size="sm">
      {t.backToList}
    </Anchor>
  );
};

const Existing = ({ id }: { readonly id: string }) => {
  const t = useText(catalogueWords);
  const language = useLanguage();
  const service = useQuery(serviceQuery(id));
  return (
    <Screen
      title={service.data === undefined ? t.editService : localized(service.data.name, language)}
      text={<Back />}
      width="narrow"
    >
      <QueryState query={service}>{(found) => <Editor key={found.id} service={found} />}</QueryState>
    </Screen>
  );
};

/** One service or package: what customers read, what it costs, what the assistant asks for. */
export const ServiceScreen = () => {
  const t = useText(catalogueWords);
  const { serviceId } = useParams({ from: '/signed-in/tenant/catalogue/services/$serviceId' });
  if (serviceId !== 'new') return <Existing key={serviceId} id={serviceId} />;
  return (
    <Screen title={t.newService} text={<Back />} width="narrow">
      <Editor service={null} />
    </Screen>
  );
};
