import { Button, Group, Text } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMay } from '../../shared/api/me.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatMoney } from '../../shared/i18n/format.js';
import { knowledgeWords } from '../../shared/i18n/knowledge.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { EmptyState } from '../../shared/ui/states.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastDone, toastProblem } from '../../shared/ui/toast.js';
import { acceptConflict, type Conflict, conflictsQuery } from './data.js';
import classes from './knowledge.module.css';

const Acts = ({ conflict }: { readonly conflict: Conflict }) => {
  const t = useText(knowledgeWords);
  const client = useQueryClient();
  const accept = useMutation({
    mutationFn: () => acceptConflict(conflict),
    onSuccess: () => {
      toastDone(t.accepted);
      return client.invalidateQueries({ queryKey: ['knowledge', 'conflicts'] });
    },
    onError: toastProblem,
  });
  return (
    <Group gap="xs">
      {conflict.faqId !== null && (
        <Button size="sm" component={Link} to={`/catalogue/faqs/${conflict.faqId}`}>
          {t.correctIt}
        </Button>
      )}
      {conflict.documentId !== null && (
        <Button size="sm" variant="default" component={Link} to={`/knowledge/documents/${conflict.documentId}`}>
          {t.openDocument}
        </Button>
      )}
      <Button size="sm" variant="default" loading={accept.isPending} onClick={() => accept.mutate()}>
        {t.acceptIt}
      </Button>
    </Group>
  );
};

const Finding = ({ conflict }: { readonly conflict: Conflict }) => {
  const t = useText(knowledgeWords);
  const language = useLanguage();
  const mayWrite = useMay('catalogue.write');
  const { serviceName, says, price, title, text, faqId } = conflict;
  return (
    <li className={classes['card']}>
      <Group gap="xs">
        <StatusBadge tone={faqId === null ? 'info' : 'attention'}>
          {faqId === null ? t.conflictDocument : t.conflictFaq}
        </StatusBadge>
      </Group>
      <Text fw={600} dir="auto">
        {title}
      </Text>
      <Text>{t.conflictText(serviceName, formatMoney(says, language), formatMoney(price, language))}</Text>
      <Text size="sm" c="dimmed" dir="auto">
        {text}
      </Text>
      {mayWrite && <Acts conflict={conflict} />}
    </li>
  );
};

/** Amounts in FAQs and documents that are not what the catalogue says. */
export const ConflictList = () => {
  const t = useText(knowledgeWords);
  const conflicts = useQuery(conflictsQuery);
  return (
    <QueryState
      query={conflicts}
      isEmpty={({ items }) => items.length === 0}
      empty={<EmptyState icon={IconScale} title={t.conflictsEmptyTitle} text={t.conflictsEmptyText} />}
    >
      {({ items }) => (
        <ul className={classes['list']} aria-label={t.tabs.conflicts}>
          {items.map((conflict) => (
            <Finding
              key={`${conflict.faqId ?? conflict.documentId}/${conflict.key}/${conflict.text}`}
              conflict={conflict}
            />
          ))}
        </ul>
      )}
    </QueryState>
  );
};
