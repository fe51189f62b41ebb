import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMay, useMe } from '../../shared/api/me.js';
import { membersQuery, useNameOf } from '../../shared/api/team.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { leadsWords } from '../../shared/i18n/leads.js';
import { oneOf } from '../../shared/routing/search.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { type Lead, leadStatuses, toneOf } from './data.js';
import { useChangeLead } from './use-change-lead.js';

type Props = { readonly lead: Lead; readonly size?: 'xs' | 'md' };

const nameOf = ({ name, email, phone }: Lead): string => name ?? email ?? phone ?? '';

/** Where the lead stands; who may write moves it right here. */
export const StatusControl = ({ lead, size = 'xs' }: Props) => {
  const t = useText(leadsWords);
  const mayWrite = useMay('leads.write');
  const change = useChangeLead();
  if (!mayWrite) return <StatusBadge tone={toneOf[lead.status]}>{t.statuses[lead.status]}</StatusBadge>;
  return (
    <Select
      size={size}
      aria-label={t.statusOf(nameOf(lead))}
      data={leadStatuses.map((value) => ({ value, label: t.statuses[value] }))}
      value={lead.status}
      onChange={(raw) => {
        const status = oneOf(raw, leadStatuses);
        if (status !== undefined && status !== lead.status) change.mutate({ lead, fields: { status } });
      }}
      allowDeselect={false}
      w={size === 'xs' ? '9.5rem' : '100%'}
    />
  );
};

/** The colleagues a lead can be given to; only oneself where the team may not be read. */
export const useColleagues = (): readonly { readonly value: string; readonly label: string }[] => {
  const me = useMe();
  const mayRead = useMay('team.read');
  const { data } = useQuery({ ...membersQuery, enabled: mayRead });
  if (data !== undefined)
    return data.items.filter(({ active }) => active).map(({ userId, name }) => ({ value: userId, label: name }));
  return me.user === null ? [] : [{ value: me.user.id, label: me.user.name }];
};

export const AssigneeControl = ({ lead }: Props) => {
  const t = useText(leadsWords);
  const mayWrite = useMay('leads.write');
  const colleagueName = useNameOf();
  const colleagues = useColleagues();
  const change = useChangeLead();
  if (!mayWrite) return lead.assignee === null ? t.nobody : (colleagueName(lead.assignee) ?? lead.assignee);
  return (
    <Select
      label={t.assignee}
      placeholder={t.nobody}
      data={[...colleagues]}
      value={lead.assignee}
      onChange={(assignee) => change.mutate({ lead, fields: { assignee } })}
      clearable
      clearButtonProps={{ 'aria-label': t.nobody }}
    />
  );
};
