import { Button } from '@mantine/core';
import { IconForms, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMay } from '../../shared/api/me.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { formsWords } from '../../shared/i18n/forms.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Screen } from '../../shared/ui/screen.js';
import { EmptyState } from '../../shared/ui/states.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { type Form, formsQuery } from './data.js';

const useColumns = (): Column<Form>[] => {
  const t = useText(formsWords);
  return [
    { key: 'name', header: t.name, isTitle: true, cell: ({ name }) => <bdi dir="auto">{name}</bdi> },
    {
      key: 'kind',
      header: t.kind,
      cell: ({ externalUrl, fields }) => (externalUrl === null ? t.fieldsCount(fields.length) : t.external),
    },
    {
      key: 'notify',
      header: t.notifies,
      cell: ({ notify }) => (
        <span style={{ overflowWrap: 'anywhere' }}>{notify.length === 0 ? t.nobody : notify.join(', ')}</span>
      ),
    },
    {
      key: 'status',
      header: t.status,
      cell: ({ status }) => (
        <StatusBadge tone={status === 'active' ? 'good' : 'neutral'}>{t.statuses[status]}</StatusBadge>
      ),
    },
  ];
};

const Add = () => {
  const t = useText(formsWords);
  const mayWrite = useMay('tenant.configure');
  if (!mayWrite) return null;
  return (
    <Button component={Link} to="/forms/new" leftSection={<IconPlus size={16} />}>
      {t.add}
    </Button>
  );
};

export const FormsScreen = () => {
  const t = useText(formsWords);
  const navigate = useNavigate();
  const forms = useQuery(formsQuery);
  const columns = useColumns();
  const empty = <EmptyState icon={IconForms} title={t.emptyTitle} text={t.emptyText} action={<Add />} />;
  return (
    <Screen title={t.title} text={t.text} actions={<Add />}>
      <QueryState query={forms} empty={empty} isEmpty={({ items }) => items.length === 0}>
        {({ items }) => (
          <DataTable
            label={t.title}
            rows={items}
            rowKey={({ id }) => id}
            columns={columns}
            onOpen={({ id }) => void navigate({ to: '/forms/$formId', params: { formId: id } })}
          />
        )}
      </QueryState>
    </Screen>
  );
};
