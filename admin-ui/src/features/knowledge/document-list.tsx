import { Text } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatNumber } from '../../shared/i18n/format.js';
import { knowledgeWords } from '../../shared/i18n/knowledge.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { EmptyState } from '../../shared/ui/states.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { When } from '../../shared/ui/when.js';
import { documentsQuery, type KnowledgeDocument, type DocumentList as List } from './data.js';

const megabyte = 1_048_576;

/** The newest version says what is going on; the one in use what is known. */
export const DocumentState = ({ document }: { readonly document: KnowledgeDocument }) => {
  const t = useText(knowledgeWords);
  const [newest] = document.versions;
  if (newest?.state === 'waiting') return <StatusBadge tone="info">{t.states.waiting}</StatusBadge>;
  if (newest?.state === 'failed' && newest.failure !== null)
    return (
      <div>
        <StatusBadge tone="bad">{t.states.failed}</StatusBadge>
        <Text size="sm" mt={2}>
          {t.failures[newest.failure]} {document.current !== null && t.stillInUse}
        </Text>
      </div>
    );
  return (
    <StatusBadge tone={document.active ? 'good' : 'neutral'}>
      {document.active ? t.states.ready : t.states.off}
    </StatusBadge>
  );
};

const Quotable = ({ document }: { readonly document: KnowledgeDocument }) => {
  const t = useText(knowledgeWords);
  const facts = document.versions.find(({ number }) => number === document.current)?.facts;
  if (facts === undefined || facts === null) return '–';
  return facts.questionRows > 0 ? t.questionRows(facts.questionRows) : t.quotableOf(facts.quotable, facts.sentences);
};

const useColumns = (): Column<KnowledgeDocument>[] => {
  const t = useText(knowledgeWords);
  return [
    {
      key: 'title',
      header: t.name,
      isTitle: true,
      width: '30%',
      cell: ({ title, url }) => (
        <span style={{ overflowWrap: 'anywhere' }}>
          <bdi dir="auto">{title}</bdi>
          {url !== null && (
            <Text size="xs" c="dimmed" component="span" display="block">
              <bdi dir="ltr">{url}</bdi>
            </Text>
          )}
        </span>
      ),
    },
    { key: 'state', header: t.state, cell: (document) => <DocumentState document={document} /> },
    { key: 'quotable', header: t.quotable, width: '13rem', cell: (document) => <Quotable document={document} /> },
    { key: 'since', header: t.since, width: '9rem', cell: ({ createdAt }) => <When at={createdAt} /> },
  ];
};

const Room = ({ list }: { readonly list: List }) => {
  const t = useText(knowledgeWords);
  const language = useLanguage();
  const inMegabytes = (bytes: number): string => `${formatNumber(Math.ceil(bytes / megabyte), language)} MB`;
  return (
    <Text size="sm" c="dimmed">
      {t.room(inMegabytes(list.bytes), inMegabytes(list.quota), list.sentencesInUse)}
    </Text>
  );
};

/** What was given to know, how each document stands, and the room that is left. */
export const DocumentList = () => {
  const t = useText(knowledgeWords);
  const navigate = useNavigate();
  const documents = useQuery(documentsQuery);
  const columns = useColumns();
  return (
    <QueryState
      query={documents}
      isEmpty={({ items }) => items.length === 0}
      empty={<EmptyState icon={IconBook2} title={t.emptyTitle} text={t.emptyText} />}
    >
      {(list) => (
        <>
          <DataTable
            label={t.tabs.documents}
            rows={list.items}
            rowKey={({ id }) => id}
            columns={columns}
            onOpen={({ id }) => void navigate({ to: '/knowledge/documents/$documentId', params: { documentId: id } })}
          />
          <Room list={list} />
        </>
      )}
    </QueryState>
  );
};
