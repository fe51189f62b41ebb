import { Alert, Button, SegmentedControl, Stack, Tabs } from '@mantine/core';
import { IconExternalLink, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ComponentType, Suspense } from 'react';
import { useMay } from '../../shared/api/me.js';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import { type SettingsSchemas, schemasQuery } from '../../shared/api/settings.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { widgetWords } from '../../shared/i18n/widget.js';
import { useDraft } from '../../shared/lib/use-draft.js';
import { oneOf } from '../../shared/routing/search.js';
import { DraftBar } from '../../shared/ui/draft-bar.js';
import { lazyPiece } from '../../shared/ui/lazy-piece.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Screen } from '../../shared/ui/screen.js';
import { LoadingState } from '../../shared/ui/states.js';
import { ChatTab } from './chat-tab.js';
import { partsOf, type WidgetSettings, type WidgetTab, widgetPanes, widgetQuery, widgetTabs } from './data.js';
import type { TabProps } from './form.js';
import { LookTab } from './look-tab.js';
import { PrivacyTab } from './privacy-tab.js';
import { useSaveWidget } from './use-save-widget.js';
import classes from './widget.module.css';
import { WordsTab } from './words-tab.js';

/** The form is there first. */
const LivePreview = lazyPiece(() => import('./preview/live-preview.js').then((module) => module.LivePreview));
const InstallTab = lazyPiece(() => import('./install-tab.js').then((module) => module.InstallTab));

const bodies: Readonly<Record<WidgetTab, ComponentType<TabProps>>> = {
  look: LookTab,
  words: WordsTab,
  chat: ChatTab,
  privacy: PrivacyTab,
  install: InstallTab,
};

/** Both stay in the address: where one was, and which half a small screen showed. */
const useView = () => {
  const { tab = 'look', pane = 'edit' } = useSearch({ from: '/signed-in/tenant/widget' });
  const navigate = useNavigate({ from: '/widget' });
  return {
    tab,
    pane,
    setTab: (next: string | null) =>
      void navigate({ search: (before) => ({ ...before, tab: oneOf(next, widgetTabs) }), replace: true }),
    setPane: (next: string) =>
      void navigate({ search: (before) => ({ ...before, pane: oneOf(next, widgetPanes) }), replace: true }),
  };
};

type View = ReturnType<typeof useView>;

const EditorTabs = ({ view, ...props }: TabProps & { readonly view: View }) => {
  const t = useText(widgetWords);
  return (
    <Tabs value={view.tab} onChange={view.setTab} keepMounted={false}>
      <Tabs.List mb="lg" className={classes['tabs']}>
        {widgetTabs.map((each) => (
          <Tabs.Tab key={each} value={each}>
            {t.tabs[each]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {widgetTabs.map((each) => {
        const Body = bodies[each];
        return (
          <Tabs.Panel key={each} value={each}>
            <Stack gap="lg">
              <Suspense fallback={<LoadingState />}>
                <Body {...props} />
              </Suspense>
            </Stack>
          </Tabs.Panel>
        );
      })}
    </Tabs>
  );
};

const PaneChoice = ({ view }: { readonly view: View }) => {
  const t = useText(widgetWords).panes;
  return (
    <SegmentedControl
      className={classes['choice']}
      fullWidth
      aria-label={t.label}
      value={view.pane}
      onChange={view.setPane}
      data={widgetPanes.map((value) => ({ value, label: t[value] }))}
    />
  );
};

type BuilderProps = { readonly saved: WidgetSettings; readonly schemas: SettingsSchemas };

/** The form and what it makes, side by side; on a small screen one of them. */
const Builder = ({ saved, schemas }: BuilderProps) => {
  const t = useText(widgetWords);
  const view = useView();
  const disabled = !useMay('tenant.configure');
  const draft = useDraft(partsOf(saved));
  const save = useSaveWidget(saved, draft);
  const submit = (): void => save.mutate(draft.edits);
  const errors = fieldErrorsOf(save.error);
  return (
    <form
      className={classes['builder']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.isDirty && draft.clashes.length === 0 && !save.isPending) submit();
      }}
    >
      <PaneChoice view={view} />
      <div className={classes['panes']} data-pane={view.pane}>
        <div className={classes['edit']}>
          {disabled && (
            <Alert icon={<IconLock size={18} />} mb="lg">
              {t.readOnly}
            </Alert>
          )}
          <EditorTabs view={view} draft={draft} saved={saved} schemas={schemas} errors={errors} disabled={disabled} />
        </div>
        <div className={classes['show']}>
          <Suspense fallback={<LoadingState />}>
            <LivePreview settings={draft.value} />
          </Suspense>
        </div>
      </div>
      <DraftBar draft={draft} names={t.names} save={save} onSave={submit} />
    </form>
  );
};

export const WidgetScreen = () => {
  const t = useText(widgetWords);
  const widget = useQuery(widgetQuery);
  const schemas = useQuery(schemasQuery);
  const demo = widget.data !== undefined && (
    <Button
      component="a"
      href={`/demo/${widget.data.slug}`}
      target="_blank"
      rel="noopener"
      variant="default"
      rightSection={<IconExternalLink size={16} />}
    >
      {t.demo}
    </Button>
  );
  return (
    <Screen title={t.title} text={t.text} actions={demo}>
      <QueryState query={widget}>
        {(saved) => <QueryState query={schemas}>{(drawn) => <Builder saved={saved} schemas={drawn} />}</QueryState>}
      </QueryState>
    </Screen>
  );
};
