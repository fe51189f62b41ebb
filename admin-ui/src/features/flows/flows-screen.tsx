import { Button, Group } from '@mantine/core';
import { IconPlus, IconSitemap } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMay } from '../../shared/api/me.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { flowsWords } from '../../shared/i18n/flows.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Screen } from '../../shared/ui/screen.js';
import { EmptyState } from '../../shared/ui/states.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { type Flow, flowsQuery, widgetMenuQuery } from './data.js';

const useColumns = (): Column<Flow>[] => {
  const t = useText(flowsWords);
  const { data: widget } = useQuery(widgetMenuQuery);
  return [
    { key: 'name', header: t.name, isTitle: true, cell: ({ name }) => <bdi dir="auto">{name}</bdi> },
    { key: 'steps', header: t.steps, cell: ({ nodes }) => t.stepsCount(nodes.length) },
    {
      key: 'status',
      header: t.status,
      cell: ({ id, status }) => (
        <Group gap={6} justify="inherit">
          <StatusBadge tone={status === 'published' ? 'good' : 'attention'}>{t.statuses[status]}</StatusBadge>
          {widget?.menu === id && <StatusBadge tone="info">{t.inWidget}</StatusBadge>}
        </Group>
      ),
    },
  ];
};

const Add = () => {
  const t = useText(flowsWords);
  const mayWrite = useMay('tenant.configure');
  if (!mayWrite) return null;
  return (
    <Button component={Link} to="/flows/new" leftSection={<IconPlus size={16} />}>
      {t.add}
    </Button>
  );
};

export const FlowsScreen = () => {
  const t = useText(flowsWords);
  const navigate = useNavigate();
  const flows = useQuery(flowsQuery);
  const columns = useColumns();
  const empty = <EmptyState icon={IconSitemap} title={t.emptyTitle} text={t.emptyText} action={<Add />} />;
  return (
    <Screen title={t.title} text={t.text} actions={<Add />}>
      <QueryState query={flows} empty={empty} isEmpty={({ items }) => items.length === 0}>
        {({ items }) => (
          <DataTable
            label={t.title}
            rows={items}
            rowKey={({ id }) => id}
            columns={columns}
            onOpen={({ id }) => void navigate({ to: '/flows/$flowId', params: { flowId: id } })}
          />
        )}
      </QueryState>
    </Screen>
  );
};
