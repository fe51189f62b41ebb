import { Anchor, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText } from '../../shared/i18n/dictionary.js';
import { entryWords } from '../../shared/i18n/entry.js';
import { useScreenTitle } from '../../shared/lib/screen-title.js';
import classes from './entry-card.module.css';

type Props = {
  readonly title: string;
  readonly text?: ReactNode;
  readonly children?: ReactNode;
  readonly foot?: ReactNode;
  /** Further words; the heading then stands beside the card where there is room. */
  readonly aside?: ReactNode;
};

/** The one card of a screen without an account. */
export const EntryCard = ({ title, text, children, foot, aside }: Props) => {
  useScreenTitle(title);
  const heading = (
    <>
      <Title order={1} className={classes['title']}>
        {title}
      </Title>
      {text !== undefined && (
        <Text c="dimmed" mt={6} component="div">
          {text}
        </Text>
      )}
    </>
  );
  return (
    <div className={classes['page']} data-wide={aside !== undefined || undefined}>
      {aside !== undefined && (
        <div className={classes['aside']}>
          {heading}
          {aside}
        </div>
      )}
      <div className={classes['column']}>
        <div className={classes['card']}>
          {aside === undefined && heading}
          {children !== undefined && <div className={classes['body']}>{children}</div>}
        </div>
        {foot !== undefined && <div className={classes['foot']}>{foot}</div>}
      </div>
    </div>
  );
};

export const BackToSignIn = () => {
  const t = useText(entryWords);
  return (
    <Anchor component={Link} to="/sign-in" fw={600}>
      {t.backToSignIn}
    </Anchor>
  );
};

/** A link from a mail without its token. */
export const IncompleteLink = () => {
  const t = useText(entryWords).noToken;
  return <EntryCard title={t.title} text={t.text} foot={<BackToSignIn />} />;
};
