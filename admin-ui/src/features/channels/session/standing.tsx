import { Group, Text } from '@mantine/core';
import { IconBrandWhatsapp } from '@tabler/icons-react';
import type { ChannelSession } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { sessionWords } from '../../../shared/i18n/session.js';
import { StatusBadge } from '../../../shared/ui/status-badge.js';
import { When } from '../../../shared/ui/when.js';
import classes from './session.module.css';
import { toneOf } from './tone.js';
import { useSecondsLeft } from './use-seconds-left.js';

type Props = { readonly session: ChannelSession };

const Retry = ({ at }: { readonly at: string }) => {
  const t = useText(sessionWords);
  const seconds = useSecondsLeft(at);
  return <Text size="sm">{t.retriesIn(seconds ?? 0)}</Text>;
};

/** How the number stands, why, and what comes next. Said aloud when it changes. */
export const Standing = ({ session }: Props) => {
  const t = useText(sessionWords);
  const { state, cause, nextStep, number, displayName, retryAt } = session;
  return (
    <section className={classes['standing']} aria-label={t.standing}>
      <span className={classes['glyph']} data-tone={toneOf(session)} aria-hidden>
        <IconBrandWhatsapp size={28} stroke={1.6} />
      </span>
      <div className={classes['words']} role="status">
        <Group gap="xs">
          <StatusBadge tone={toneOf(session)}>{t.states[state]}</StatusBadge>
          {number !== null && (
            <Text fw={600} dir="ltr" component="bdi">
              +{number}
            </Text>
          )}
          {displayName !== null && <Text component="bdi">{displayName}</Text>}
        </Group>
        <Text mt={6}>{(cause !== null && t.causes[cause]) || t.about[state]}</Text>
        {t.next[nextStep] !== undefined && (
          <Text size="sm" mt={4} fw={500}>
            {t.next[nextStep]}
          </Text>
        )}
        {retryAt !== null && <Retry at={retryAt} />}
        <Text size="sm" c="dimmed" mt={4}>
          {t.since} <When at={session.since} />
        </Text>
      </div>
    </section>
  );
};
