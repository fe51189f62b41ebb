import { Text } from '@mantine/core';
import type { ChannelSession } from '../../../shared/api/types.js';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import { formatNumber } from '../../../shared/i18n/format.js';
import { sessionWords } from '../../../shared/i18n/session.js';
import { Section } from '../../../shared/ui/screen.js';
import { StatusBadge, type Tone } from '../../../shared/ui/status-badge.js';
import { When } from '../../../shared/ui/when.js';
import classes from './session.module.css';

type Status = ChannelSession['health']['status'];

const tones: Readonly<Record<Status, Tone>> = {
  ok: 'good',
  unknown: 'neutral',
  quiet: 'attention',
  decrypt_failures: 'bad',
  not_delivering: 'bad',
};

const At = ({ at }: { readonly at: string | null }) => {
  const t = useText(sessionWords);
  return at === null ? t.never : <When at={at} />;
};

/** More than "connected": does anything arrive, and can it be read? */
export const Health = ({ session: { health } }: { readonly session: ChannelSession }) => {
  const t = useText(sessionWords);
  const language = useLanguage();
  return (
    <Section
      title={t.health}
      text={t.healthAbout[health.status]}
      actions={<StatusBadge tone={tones[health.status]}>{t.healthStates[health.status]}</StatusBadge>}
    >
      <dl className={classes['facts']}>
        <div>
          <dt>{t.lastInbound}</dt>
          <dd>
            <At at={health.lastInboundAt} />
          </dd>
        </div>
        <div>
          <dt>{t.lastDelivered}</dt>
          <dd>
            <At at={health.lastDeliveredAt} />
          </dd>
        </div>
        <div>
          <dt>{t.decryptFailures}</dt>
          <dd>{formatNumber(health.decryptFailures, language)}</dd>
        </div>
      </dl>
      {health.causes.map((cause) => (
        <Text key={cause} size="sm" mt="xs">
          {t.causes[cause] ?? cause}
        </Text>
      ))}
    </Section>
  );
};
