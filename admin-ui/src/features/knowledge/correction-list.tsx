import { Anchor, Text } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useText } from '../../shared/i18n/dictionary.js';
import { knowledgeWords } from '../../shared/i18n/knowledge.js';
import { Localized } from '../../shared/ui/money.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { EmptyState } from '../../shared/ui/states.js';
import { When } from '../../shared/ui/when.js';
import { correctionsQuery, type TestCase } from './data.js';
import classes from './knowledge.module.css';

const Correction = ({ correction }: { readonly correction: TestCase }) => {
  const t = useText(knowledgeWords);
  return (
    <li className={classes['card']}>
      <Text fw={600} dir="auto">
        {correction.question}
      </Text>
      <Text size="sm" c="dimmed">
        {t.wrong}: <bdi>{correction.wrongAnswer}</bdi>
      </Text>
      <Text size="sm" component="div">
        {t.right}: <Localized text={correction.answer} />
      </Text>
      <Text size="sm" c="dimmed" component="div">
        <When at={correction.createdAt} /> ·{' '}
        <Anchor td="underline" component={Link} to={`/catalogue/faqs/${correction.faqId}`} size="sm">
          {t.openDraft}
        </Anchor>
      </Text>
    </li>
  );
};

/** What the team corrected once: test cases, each with its draft. */
export const CorrectionList = () => {
  const t = useText(knowledgeWords);
  const corrections = useQuery(correctionsQuery);
  return (
    <QueryState
      query={corrections}
      isEmpty={({ items }) => items.length === 0}
      empty={<EmptyState icon={IconChecks} title={t.correctionsEmptyTitle} text={t.correctionsEmptyText} />}
    >
      {({ items }) => (
        <ul className={classes['list']} aria-label={t.tabs.corrections}>
          {items.map((correction) => (
            <Correction key={correction.id} correction={correction} />
          ))}
        </ul>
      )}
    </QueryState>
  );
};
