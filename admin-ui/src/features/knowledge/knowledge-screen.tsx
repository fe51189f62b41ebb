import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMay } from '../../shared/api/me.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { knowledgeWords } from '../../shared/i18n/knowledge.js';
import { oneOf } from '../../shared/routing/search.js';
import { Screen } from '../../shared/ui/screen.js';
import { ForbiddenState } from '../../shared/ui/states.js';
import { AddDocuments } from './add-documents.js';
import { ConflictList } from './conflict-list.js';
import { CorrectionList } from './correction-list.js';
import { type Tab, tabs } from './data.js';
import { DocumentList } from './document-list.js';
import { GapList } from './gap-list.js';

const Panel = ({ tab }: { readonly tab: Tab }) => {
  const mayWrite = useMay('catalogue.write');
  const mayTalk = useMay('conversations.read');
  switch (tab) {
    case 'documents':
      return (
        <>
          {mayWrite && <AddDocuments />}
          <DocumentList />
        </>
      );
    case 'gaps':
      return mayTalk ? <GapList /> : <ForbiddenState />;
    case 'conflicts':
      return <ConflictList />;
    case 'corrections':
      return mayTalk ? <CorrectionList /> : <ForbiddenState />;
  }
};

/** What the assistant was given to know, and what it could not answer. */
export const KnowledgeScreen = () => {
  const t = useText(knowledgeWords);
  const { tab = 'documents' } = useSearch({ from: '/signed-in/tenant/knowledge' });
  const navigate = useNavigate({ from: '/knowledge' });
  const choose = (next: string | null): void =>
    void navigate({ search: { tab: next === 'documents' ? undefined : oneOf(next, tabs) }, replace: true });
  return (
    <Screen title={t.title} text={t.text}>
      <Tabs value={tab} onChange={choose} keepMounted={false}>
        <Tabs.List mb="lg" className="wakil-scroll-inline" style={{ flexWrap: 'nowrap' }}>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t.tabs[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} style={{ display: 'grid', gap: 'var(--mantine-spacing-md)' }}>
          <Panel tab={tab} />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
};
