import { Progress, Text } from '@mantine/core';
import type { ChannelSession } from '../../../shared/api/types.js';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import { formatNumber } from '../../../shared/i18n/format.js';
import { sessionWords } from '../../../shared/i18n/session.js';
import { Section } from '../../../shared/ui/screen.js';
import { StatusBadge, type Tone } from '../../../shared/ui/status-badge.js';
import classes from './session.module.css';

const tones: Readonly<Record<ChannelSession['risk']['level'], Tone>> = {
  low: 'good',
  elevated: 'attention',
  high: 'bad',
};
const colors = { low: 'brand', elevated: 'yellow.7', high: 'red.8' } as const;

/** How likely WhatsApp is to restrict the number, and by what it does (BEY-5). */
export const Risk = ({ session: { risk } }: { readonly session: ChannelSession }) => {
  const t = useText(sessionWords);
  const language = useLanguage();
  return (
    <Section
      title={t.risk}
      text={t.riskAbout[risk.level]}
      actions={<StatusBadge tone={tones[risk.level]}>{t.riskLevels[risk.level]}</StatusBadge>}
    >
      <Progress value={risk.score} color={colors[risk.level]} size="lg" aria-label={t.riskScore(risk.score)} />
      <Text size="sm" c="dimmed" mt={4}>
        {t.riskScore(risk.score)}
      </Text>
      {risk.causes.length > 0 && (
        <ul className={classes['causes']}>
          {risk.causes.map(({ code, points }) => (
            <li key={code}>
              <span>{t.riskCauses[code] ?? code}</span>
              <span className={classes['points']}>+{formatNumber(points, language)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
};
