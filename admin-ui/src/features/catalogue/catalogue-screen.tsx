import { Button, Group, SegmentedControl, Tabs, TextInput } from '@mantine/core';
import { IconFileImport, IconPlus, IconSearch } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { catalogueWords } from '../../shared/i18n/catalogue.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { oneOf } from '../../shared/routing/search.js';
import { Screen } from '../../shared/ui/screen.js';
import { type CatalogueSearch, serviceKinds, serviceStatuses } from './data.js';
import { FaqList } from './faq-list.js';
import { ServiceList } from './service-list.js';
import { useTyped } from './use-typed.js';

type Props = { readonly search: CatalogueSearch; readonly onChange: (change: CatalogueSearch) => void };

const Actions = ({ tab }: Pick<CatalogueSearch, 'tab'>) => {
  const t = useText(catalogueWords);
  const mayWrite = useMay('catalogue.write');
  if (!mayWrite) return null;
  return tab === 'faqs' ? (
    <Button component={Link} to="/catalogue/faqs/new" leftSection={<IconPlus size={16} />}>
      {t.addFaq}
    </Button>
  ) : (
    <>
      <Button component={Link} to="/catalogue/import" variant="default" leftSection={<IconFileImport size={16} />}>
        {t.importFile}
      </Button>
      <Button component={Link} to="/catalogue/services/new" leftSection={<IconPlus size={16} />}>
        {t.addService}
      </Button>
    </>
  );
};

const Search = ({ search, onChange }: Props) => {
  const t = useText(catalogueWords);
  const { typed, type } = useTyped(search.q, (q) => onChange({ q }));
  return (
    <TextInput
      aria-label={t.search}
      placeholder={t.searchHint}
      leftSection={<IconSearch size={16} />}
      type="search"
      value={typed}
      maxLength={100}
      onChange={(event) => type(event.currentTarget.value)}
      style={{ flex: '1 1 14rem', maxInlineSize: '24rem' }}
    />
  );
};

const Filters = ({ search, onChange }: Props) => {
  const t = useText(catalogueWords);
  return (
    <>
      <SegmentedControl
        className="wakil-scroll-inline"
        aria-label={t.status}
        value={search.status ?? 'all'}
        onChange={(status) => onChange({ status: oneOf(status, serviceStatuses) })}
        data={[
          { value: 'all', label: t.all },
          ...serviceStatuses.map((value) => ({ value, label: t.statuses[value] })),
        ]}
      />
      <SegmentedControl
        className="wakil-scroll-inline"
        aria-label={t.kind}
        value={search.kind ?? 'all'}
        onChange={(kind) => onChange({ kind: oneOf(kind, serviceKinds) })}
        data={[{ value: 'all', label: t.all }, ...serviceKinds.map((value) => ({ value, label: t.kinds[value] }))]}
      />
    </>
  );
};

const Panel = ({ search, onChange }: Props) => {
  // A search that is cleared by a button starts anew, whatever stands in the field.
  const [round, setRound] = useState(0);
  const onClear = (): void => {
    setRound(round + 1);
    onChange({ q: undefined, status: undefined, kind: undefined });
  };
  return (
    <>
      <Group gap="sm" align="center">
        <Search key={`${search.tab ?? 'services'}/${round}`} search={search} onChange={onChange} />
        {search.tab !== 'faqs' && <Filters search={search} onChange={onChange} />}
      </Group>
      {search.tab === 'faqs' ? (
        <FaqList search={search} onClear={onClear} />
      ) : (
        <ServiceList search={search} onClear={onClear} />
      )}
    </>
  );
};

export const CatalogueScreen = () => {
  const t = useText(catalogueWords);
  const search = useSearch({ from: '/signed-in/tenant/catalogue' });
  const navigate = useNavigate({ from: '/catalogue' });
  const change = (part: CatalogueSearch): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: true });
  const choose = (tab: string | null): void => void navigate({ search: { tab: oneOf(tab, ['faqs']) }, replace: true });
  return (
    <Screen title={t.title} text={t.text} actions={<Actions tab={search.tab} />}>
      <Tabs value={search.tab ?? 'services'} onChange={choose} keepMounted={false}>
        <Tabs.List mb="lg" className="wakil-scroll-inline" style={{ flexWrap: 'nowrap' }}>
          <Tabs.Tab value="services">{t.tabs.services}</Tabs.Tab>
          <Tabs.Tab value="faqs">{t.tabs.faqs}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value={search.tab ?? 'services'} style={{ display: 'grid', gap: 'var(--mantine-spacing-md)' }}>
          <Panel search={search} onChange={change} />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
};
