import { Alert, Stack, Tabs, VisuallyHidden } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import { type SettingsSchemas, schemasQuery, settingsQuery } from '../../shared/api/settings.js';
import type { Tenant } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { settingsWords } from '../../shared/i18n/settings.js';
import { useDraft } from '../../shared/lib/use-draft.js';
import { oneOf } from '../../shared/routing/search.js';
import { DraftBar } from '../../shared/ui/draft-bar.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Screen } from '../../shared/ui/screen.js';
import { AssistantTab } from './assistant-tab.js';
import type { TabProps } from './form.js';
import { faultsOf } from './hours/hours-faults.js';
import { HoursTab } from './hours/hours-tab.js';
import { MailTab } from './mail-tab.js';
import { partsOf, type SettingsTab, settingsTabs, tabOfPath } from './parts.js';
import { ProfileTab } from './profile-tab.js';
import { RegionTab } from './region-tab.js';
import classes from './settings.module.css';
import { useSaveSettings } from './use-save-settings.js';

const bodies: Readonly<Record<SettingsTab, (props: TabProps) => React.ReactNode>> = {
  profile: ProfileTab,
  region: RegionTab,
  hours: HoursTab,
  assistant: AssistantTab,
  mail: MailTab,
};

const TabName = ({ of: tab, isFaulty }: { readonly of: SettingsTab; readonly isFaulty: boolean }) => {
  const t = useText(settingsWords);
  return (
    <Tabs.Tab value={tab}>
      {t.tabs[tab]}
      {isFaulty && (
        <span className={classes['fault']}>
          <VisuallyHidden>{t.hasErrors}</VisuallyHidden>
        </span>
      )}
    </Tabs.Tab>
  );
};

type FormsProps = { readonly tenant: Tenant; readonly schemas: SettingsSchemas };

/** One draft for all tabs: what is typed on one stays while another is looked at, and one button saves it. */
const Forms = ({ tenant, schemas }: FormsProps) => {
  const t = useText(settingsWords);
  const { tab = 'profile' } = useSearch({ from: '/signed-in/tenant/settings' });
  const navigate = useNavigate({ from: '/settings' });
  const disabled = !useMay('tenant.configure');
  const draft = useDraft(partsOf(tenant));
  const save = useSaveSettings(tenant, draft);
  const [isChecked, setChecked] = useState(false);
  const errors = fieldErrorsOf(save.error);
  const hoursFaults = faultsOf(draft.value.hours);
  const isFaulty = isChecked && hoursFaults.size > 0;
  const faulty = new Set([...Object.keys(errors).map(tabOfPath), ...(isFaulty ? (['hours'] as const) : [])]);
  const submit = (): void => {
    setChecked(true);
    if (hoursFaults.size > 0) void navigate({ search: { tab: 'hours' }, replace: true });
    else save.mutate(draft);
  };
  return (
    <form
      className={classes['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.isDirty && draft.clashes.length === 0 && !save.isPending) submit();
      }}
    >
      {disabled && <Alert icon={<IconLock size={18} />}>{t.readOnly}</Alert>}
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ search: { tab: oneOf(next, settingsTabs) }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="lg" className={classes['tabs']}>
          {settingsTabs.map((each) => (
            <TabName key={each} of={each} isFaulty={faulty.has(each)} />
          ))}
        </Tabs.List>
        {settingsTabs.map((each) => {
          const Body = bodies[each];
          return (
            <Tabs.Panel key={each} value={each}>
              <Stack gap="lg">
                <Body draft={draft} schemas={schemas} errors={errors} disabled={disabled} />
              </Stack>
            </Tabs.Panel>
          );
        })}
      </Tabs>
      <DraftBar draft={draft} names={t.parts} save={save} onSave={submit} />
    </form>
  );
};

export const SettingsScreen = () => {
  const t = useText(settingsWords);
  const settings = useQuery(settingsQuery);
  const schemas = useQuery(schemasQuery);
  return (
    <Screen title={t.title} text={t.text} width="narrow">
      <QueryState query={settings}>
        {(tenant) => <QueryState query={schemas}>{(drawn) => <Forms tenant={tenant} schemas={drawn} />}</QueryState>}
      </QueryState>
    </Screen>
  );
};
