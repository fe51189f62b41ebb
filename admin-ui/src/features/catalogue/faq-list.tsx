import { Button, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Faq } from '../../shared/api/types.js';
import { catalogueWords } from '../../shared/i18n/catalogue.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { Localized } from '../../shared/ui/money.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { EmptyState } from '../../shared/ui/states.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { type CatalogueSearch, useAllFaqs } from './data.js';
import { matchesFaq } from './model/matches.js';

const useColumns = (): Column<Faq>[] => {
  const t = useText(catalogueWords);
  return [
    {
      key: 'question',
      header: t.questions,
      isTitle: true,
      width: '38%',
      cell: ({ questions }) => <bdi dir="auto">{questions[0]}</bdi>,
    },
    {
      key: 'answer',
      header: t.answer,
      cell: ({ answer }) => (
        <Text size="sm" lineClamp={2} component="div">
          <Localized text={answer} />
        </Text>
      ),
    },
    {
      key: 'status',
      header: t.status,
      width: '9rem',
      cell: ({ active }) => (
        <StatusBadge tone={active ? 'good' : 'neutral'}>{active ? t.statuses.active : t.inactive}</StatusBadge>
      ),
    },
  ];
};

type Props = { readonly search: CatalogueSearch; readonly onClear: () => void };

const Empty = () => {
  const t = useText(catalogueWords);
  return (
    <EmptyState
      icon={IconHelpCircle}
      title={t.faqEmptyTitle}
      text={t.faqEmptyText}
      action={
        <Button component={Link} to="/catalogue/faqs/new">
          {t.addFaq}
        </Button>
      }
    />
  );
};

const Found = ({ faqs, search, onClear }: Props & { readonly faqs: readonly Faq[] }) => {
  const t = useText(catalogueWords);
  const navigate = useNavigate();
  const columns = useColumns();
  const rows = faqs.filter((faq) => matchesFaq(faq, search));
  const clear = (
    <Button variant="light" onClick={onClear}>
      {t.clear}
    </Button>
  );
  if (rows.length === 0)
    return <EmptyState icon={IconHelpCircle} title={t.noMatchTitle} text={t.noMatchText} action={clear} />;
  return (
    <DataTable
      label={t.tabs.faqs}
      rows={rows}
      rowKey={({ id }) => id}
      columns={columns}
      onOpen={({ id }) => void navigate({ to: '/catalogue/faqs/$faqId', params: { faqId: id } })}
    />
  );
};

export const FaqList = (props: Props) => {
  const faqs = useAllFaqs();
  return (
    <QueryState query={faqs} empty={<Empty />} isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}>
      {({ pages }) => <Found {...props} faqs={pages.flatMap(({ items }) => items)} />}
    </QueryState>
  );
};
