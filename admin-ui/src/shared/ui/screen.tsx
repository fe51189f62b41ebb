import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useScreenTitle } from '../lib/screen-title.js';
import classes from './screen.module.css';

type HeaderProps = {
  /** Also the title of the document, and what a screen reader hears after a change of screen. */
  readonly title: string;
  readonly text?: ReactNode;
  readonly actions?: ReactNode;
};

export const PageHeader = ({ title, text, actions }: HeaderProps) => {
  useScreenTitle(title);
  return (
    <header className={classes['header']}>
      <div className={classes['words']}>
        <Title order={1} tabIndex={-1} data-screen-title>
          {title}
        </Title>
        {text !== undefined && (
          <Text c="dimmed" mt={4} maw="44rem">
            {text}
          </Text>
        )}
      </div>
      {actions !== undefined && <Group gap="xs">{actions}</Group>}
    </header>
  );
};

type ScreenProps = HeaderProps & {
  /** `wide` for boards and panes, `narrow` for forms. */
  readonly width?: 'narrow' | 'normal' | 'wide';
  readonly children: ReactNode;
};

const widths = { narrow: '46rem', normal: '72rem', wide: '100%' } as const;

/** The frame of a screen: its title, its actions, its content. */
export const Screen = ({ width = 'normal', children, ...header }: ScreenProps) => (
  <div className={classes['screen']} style={{ maxInlineSize: widths[width] }}>
    <PageHeader {...header} />
    {children}
  </div>
);

type SectionProps = {
  readonly title?: string;
  readonly text?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** A card on a screen. */
export const Section = ({ title, text, actions, children }: SectionProps) => (
  <section className={classes['section']} aria-label={title}>
    {title !== undefined && (
      <Group justify="space-between" align="flex-start" mb="md" gap="sm">
        <div className={classes['sectionWords']}>
          <Title order={2}>{title}</Title>
          {text !== undefined && (
            <Text c="dimmed" size="sm" mt={2}>
              {text}
            </Text>
          )}
        </div>
        {actions}
      </Group>
    )}
    {children}
  </section>
);
