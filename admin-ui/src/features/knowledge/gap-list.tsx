import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconPencil, IconZoomQuestion } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatNumber } from '../../shared/i18n/format.js';
import { knowledgeWords } from '../../shared/i18n/knowledge.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { EmptyState } from '../../shared/ui/states.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastDone, toastProblem } from '../../shared/ui/toast.js';
import { When } from '../../shared/ui/when.js';
import { dismissGaps, type GapGroup, gapsQuery, usageQuery } from './data.js';
import classes from './knowledge.module.css';
import { WriteAnswer } from './write-answer.js';

const mostOthers = 4;

const Others = ({ group }: { readonly group: GapGroup }) => {
  const t = useText(knowledgeWords);
  const others = group.phrasings.filter((text) => text !== group.example).slice(0, mostOthers);
  if (others.length === 0) return null;
  return (
    <>
      <Text size="sm" c="dimmed">
        {t.others}
      </Text>
      <ul className={classes['quiet']}>
        {others.map((text) => (
          <li key={text} dir="auto">
            {text}
          </li>
        ))}
      </ul>
    </>
  );
};

const Acts = ({ group, onWrite }: { readonly group: GapGroup; readonly onWrite: () => void }) => {
  const t = useText(knowledgeWords);
  const client = useQueryClient();
  const dismiss = useMutation({
    mutationFn: () => dismissGaps(group.gaps.map(({ turnId }) => turnId)),
    onSuccess: () => {
      toastDone(t.dismissed);
      return client.invalidateQueries({ queryKey: ['knowledge', 'gaps'] });
    },
    onError: toastProblem,
  });
  return (
    <Group gap="xs">
      <Button size="sm" leftSection={<IconPencil size={16} />} onClick={onWrite}>
        {t.writeAnswer}
      </Button>
      <Button size="sm" variant="default" loading={dismiss.isPending} onClick={() => dismiss.mutate()}>
        {t.dismiss}
      </Button>
    </Group>
  );
};

const Question = ({ group, onWrite }: { readonly group: GapGroup; readonly onWrite: () => void }) => {
  const t = useText(knowledgeWords);
  const mayWrite = useMay('catalogue.write');
  const [newest] = group.gaps;
  return (
    <li className={classes['card']}>
      <Text fw={600} dir="auto">
        {group.example}
      </Text>
      <Group gap="xs">
        <StatusBadge tone="attention">{t.times(group.times)}</StatusBadge>
        <Text size="sm" c="dimmed" component="span">
          {t.last} <When at={group.lastAskedAt} />
        </Text>
        {newest !== undefined && (
          <Anchor component={Link} to={`/inbox/${newest.conversationId}`} size="sm">
            {t.openTalk}
          </Anchor>
        )}
      </Group>
      <Others group={group} />
      {mayWrite && <Acts group={group} onWrite={onWrite} />}
    </li>
  );
};

const Figures = () => {
  const t = useText(knowledgeWords);
  const language = useLanguage();
  const { data } = useQuery(usageQuery);
  if (data === undefined) return null;
  const figures = [
    [t.asked, data.asked],
    [t.byFaq, data.answeredByFaq],
    [t.byDocument, data.answeredByDocument],
    [t.unanswered, data.unanswered],
  ] as const;
  return (
    <section aria-label={t.usage(data.days)}>
      <Text size="sm" fw={600} mb={4}>
        {t.usage(data.days)}
      </Text>
      <dl className={classes['figures']}>
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{formatNumber(value, language)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

/** What customers asked and nothing answered, the same questions together, the most asked first. */
export const GapList = () => {
  const t = useText(knowledgeWords);
  const gaps = useQuery(gapsQuery);
  const [writing, setWriting] = useState<GapGroup | null>(null);
  return (
    <>
      <Figures />
      <QueryState
        query={gaps}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon={IconZoomQuestion} title={t.gapsEmptyTitle} text={t.gapsEmptyText} />}
      >
        {({ items }) => (
          <ul className={classes['list']} aria-label={t.tabs.gaps}>
            {items.map((group) => (
              <Question key={group.gaps[0]?.turnId ?? group.example} group={group} onWrite={() => setWriting(group)} />
            ))}
          </ul>
        )}
      </QueryState>
      {writing !== null && <WriteAnswer group={writing} onClose={() => setWriting(null)} />}
    </>
  );
};
