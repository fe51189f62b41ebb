import { Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FunctionCall, TenantFunction } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { functionWords } from '../../shared/i18n/functions.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { When } from '../../shared/ui/when.js';
import { callsQuery } from './data.js';
import { Outcome } from './outcome.js';

/** What it was asked, and by whom. */
const AskedWith = ({ call }: { readonly call: FunctionCall }) => {
  const t = useText(functionWords);
  return (
    <>
      {Object.entries(call.arguments).map(([name, value]) => (
        <Text key={name} size="sm" style={{ overflowWrap: 'anywhere' }}>
          <bdi>{`${name}: ${String(value)}`}</bdi>
        </Text>
      ))}
      <Text size="sm" c="dimmed">
        {call.conversationId === null ? t.byAdmin : t.byCustomer}
      </Text>
    </>
  );
};

const useColumns = (): Column<FunctionCall>[] => {
  const t = useText(functionWords);
  return [
    { key: 'at', header: t.at, isTitle: true, cell: ({ at }) => <When at={at} /> },
    {
      key: 'outcome',
      header: t.outcome,
      cell: ({ outcome, status }) => <Outcome outcome={outcome} status={status} />,
    },
    { key: 'with', header: t.askedWith, cell: (call) => <AskedWith call={call} /> },
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
