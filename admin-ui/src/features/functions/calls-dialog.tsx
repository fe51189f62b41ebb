import { Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FunctionCall, TenantFunction } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { functionWords } from '../../shared/i18n/functions.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { When } from '../../shared/ui/when.js';
import { callsQuery } from './data.js';

const useColumns = (): Column<FunctionCall>[] => {
  const t = useText(functionWords);
  return [
    { key: 'at', header: t.calls, isTitle: true, cell: ({ at }) => <When at={at} /> },
    {
      key: 'outcome',
      header: t.outcome,
      cell: ({ outcome }) => (
        <StatusBadge tone={outcome === 'answered' ? 'good' : 'bad'}>
          {outcome === 'answered' ? t.answered : outcome}
        </StatusBadge>
      ),
    },
    { key: 'took', header: t.duration, cell: ({ tookMs }) => t.took(tookMs) },
  ];
};

const Calls = ({ of }: { readonly of: TenantFunction }) => {
  const t = useText(functionWords);
  const calls = useQuery(callsQuery(of.id));
  const columns = useColumns();
  return (
    <Stack>
      <Text c="dimmed">{t.callsText}</Text>
      <QueryState query={calls} isEmpty={({ items }) => items.length === 0} empty={<Text>{t.noCalls}</Text>}>
        {({ items }) => <DataTable label={t.calls} rows={items} rowKey={({ id }) => id} columns={columns} />}
      </QueryState>
    </Stack>
  );
};

/** When it was asked, and how it came out. */
export const CallsDialog = ({ of, onClose }: { readonly of: TenantFunction | null; readonly onClose: () => void }) => {
  const t = useText(functionWords);
  const common = useText(uiWords);
  return (
    <Modal
      opened={of !== null}
      onClose={onClose}
      title={`${t.calls}: ${of?.name ?? ''}`}
      size="lg"
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {of !== null && <Calls of={of} />}
    </Modal>
  );
};
