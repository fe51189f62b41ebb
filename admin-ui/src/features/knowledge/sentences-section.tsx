import { Group, SegmentedControl, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../shared/i18n/dictionary.js';
import { knowledgeWords } from '../../shared/i18n/knowledge.js';
import { oneOf } from '../../shared/routing/search.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Section } from '../../shared/ui/screen.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { type KnowledgeDocument, type Sentence, type SentenceFilter, sentenceFilters, sentencesQuery } from './data.js';
import classes from './knowledge.module.css';

const Line = ({ sentence: { text, unquotable, page, heading } }: { readonly sentence: Sentence }) => {
  const t = useText(knowledgeWords);
  const place = [heading, page === null ? '' : t.page(page)].filter((each) => each !== '').join(' · ');
  return (
    <li className={classes['item']}>
      <span dir="auto">{text}</span>
      <Group gap="xs">
        {unquotable === null ? (
          <StatusBadge tone="good">{t.mayQuote}</StatusBadge>
        ) : (
          <StatusBadge>{t.reasons[unquotable]}</StatusBadge>
        )}
        {place !== '' && (
          <Text size="sm" c="dimmed" component="span">
            <bdi>{place}</bdi>
          </Text>
        )}
      </Group>
    </li>
  );
};

/** What of a document may be said to customers, and why the rest may not. */
export const SentencesSection = ({ document }: { readonly document: KnowledgeDocument }) => {
  const t = useText(knowledgeWords);
  const [filter, setFilter] = useState<SentenceFilter>('all');
  const sentences = useQuery(sentencesQuery(document.id, document.current, filter));
  return (
    <Section title={t.says} text={t.saysHint}>
      <SegmentedControl
        aria-label={t.filter}
        mb="md"
        value={filter}
        onChange={(next) => setFilter(oneOf(next, sentenceFilters) ?? 'all')}
        data={sentenceFilters.map((value) => ({ value, label: t.filters[value] }))}
      />
      <QueryState
        query={sentences}
        isEmpty={({ items }) => items.length === 0}
        empty={<Text c="dimmed">{t.noSentences}</Text>}
      >
        {({ items }) => (
          <ul className={classes['list']}>
            {items.map((sentence) => (
              <Line key={sentence.id} sentence={sentence} />
            ))}
          </ul>
        )}
      </QueryState>
    </Section>
  );
};
