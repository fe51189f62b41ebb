import { SimpleGrid, Text } from '@mantine/core';
import {
  IconClockHour4,
  IconMessageChatbot,
  IconReceipt,
  IconSparkles,
  IconUserHeart,
  IconUserQuestion,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import type { HomeFigures } from '../../shared/api/types.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatDuration, formatNumber, formatShare } from '../../shared/i18n/format.js';
import { homeWords } from '../../shared/i18n/home.js';
import { Section } from '../../shared/ui/screen.js';
import classes from './figures.module.css';

type Figure = {
  readonly label: string;
  readonly value: number;
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
  /** It waits for a person: stands out while it is not zero. */
  readonly calls?: boolean;
};

const Tile = ({ label, value, to, search, icon: Icon, calls = false }: Figure) => {
  const language = useLanguage();
  return (
    <Link to={to} search={search ?? {}} className={classes['tile']} data-calls={(calls && value > 0) || undefined}>
      <span className={classes['icon']} aria-hidden>
        <Icon size={20} stroke={1.6} />
      </span>
      <span className={classes['value']}>{formatNumber(value, language)}</span>
      <span className={classes['label']}>{label}</span>
    </Link>
  );
};

const useTiles = ({ open, orders, leads }: HomeFigures): readonly Figure[] => {
  const t = useText(homeWords).figures;
  return [
    ...(orders === null
      ? []
      : [
          {
            label: t.pending,
            value: orders.pending,
            to: '/orders',
            search: { status: 'pending' },
            icon: IconReceipt,
            calls: true,
          },
        ]),
    ...(open === null
      ? []
      : [
          { label: t.waiting, value: open.waiting, to: '/inbox', icon: IconUserQuestion, calls: true },
          { label: t.human, value: open.human, to: '/inbox', icon: IconUsers },
          { label: t.assistant, value: open.assistant, to: '/inbox', icon: IconMessageChatbot },
        ]),
    ...(leads === null ? [] : [{ label: t.leads, value: leads.new, to: '/leads', icon: IconUserHeart }]),
  ];
};

type RateProps = {
  readonly icon: Figure['icon'];
  readonly label: string;
  readonly value: ReactNode;
  readonly hint: string;
};

const Rate = ({ icon: Icon, label, value, hint }: RateProps) => (
  <div className={classes['rate']}>
    <span className={classes['icon']} aria-hidden>
      <Icon size={20} stroke={1.6} />
    </span>
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <span className={classes['value']}>{value}</span>
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
    </div>
  </div>
);

const Rates = ({ home }: { readonly home: HomeFigures }) => {
  const t = useText(homeWords);
  const language = useLanguage();
  const { answeredByAssistant: answered, firstResponseMs } = home;
  if (answered === null) return null;
  const none = '–';
  return (
    <Section title={t.lastDays}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        <Rate
          icon={IconSparkles}
          label={t.figures.share}
          value={answered.share === null ? none : formatShare(answered.share, language)}
          hint={answered.of === 0 ? t.figures.noneYet : t.figures.shareOf(answered.of)}
        />
        <Rate
          icon={IconClockHour4}
          label={t.figures.first}
          value={firstResponseMs === null ? none : formatDuration(firstResponseMs, language)}
          hint={firstResponseMs === null ? t.figures.noneYet : t.figures.firstHint}
        />
      </SimpleGrid>
    </Section>
  );
};

/** What waits, each figure a way to it; then how it went. */
export const Figures = ({ home }: { readonly home: HomeFigures }) => (
  <>
    <SimpleGrid cols={{ base: 2, md: 3, lg: 5 }} spacing="md">
      {useTiles(home).map((tile) => (
        <Tile key={tile.label} {...tile} />
      ))}
    </SimpleGrid>
    <Rates home={home} />
  </>
);
