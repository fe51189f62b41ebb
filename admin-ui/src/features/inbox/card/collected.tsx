import { Text } from '@mantine/core';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import { localized } from '../../../shared/i18n/format.js';
import { cardWords } from '../../../shared/i18n/inbox-card.js';
import type { Details } from '../data/types.js';
import classes from './card-pane.module.css';

/** What the assistant has asked for so far, for whoever goes on from there. */
export const Collected = ({ collected }: { readonly collected: NonNullable<Details['collected']> }) => {
  const t = useText(cardWords);
  const language = useLanguage();
  const { title, values, missing } = collected;
  return (
    <>
      <Text size="sm" fw={600} dir="auto">
        {localized(title, language)}
      </Text>
      <dl className={classes['facts']}>
        {values.map(({ key, label, value }) => (
          <div key={key} className={classes['fact']}>
            <dt>
              <bdi dir="auto">{localized(label, language)}</bdi>
            </dt>
            <dd>
              <bdi dir="auto">{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {missing.length > 0 && (
        <Text size="sm" c="dimmed">
          {t.collectedMissing(missing.map(({ label }) => localized(label, language)))}
        </Text>
      )}
    </>
  );
};
