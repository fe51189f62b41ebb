import { Text } from '@mantine/core';
import type { CSSProperties } from 'react';
import type { ChannelSession } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { sessionWords } from '../../../shared/i18n/session.js';
import { CopyButton } from '../../../shared/ui/copy-button.js';
import classes from './session.module.css';
import { useSecondsLeft } from './use-seconds-left.js';

type Pairing = NonNullable<ChannelSession['pairing']>;

/** The first code of an attempt is good for a minute, the others for twenty seconds. */
const longestSeconds = 60;

/** A picture from the server, and never markup of this page. */
const pictureOf = (svg: string): string => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;

type Props = { readonly pairing: Pairing; readonly isEmulated: boolean };

/** The code to scan, with the time it is good for around it. The next one takes its place by itself. */
export const QrRing = ({ pairing, isEmulated }: Props) => {
  const t = useText(sessionWords);
  const seconds = useSecondsLeft(pairing.expiresAt) ?? 0;
  const share = Math.min(1, seconds / longestSeconds);
  return (
    <div className={classes['qr']}>
      <div
        className={classes['ring']}
        style={{ '--share': share } as CSSProperties}
        data-old={seconds === 0 || undefined}
      >
        {pairing.svg !== null && <img src={pictureOf(pairing.svg)} alt={t.qrAlt} width={264} height={264} />}
      </div>
      <Text size="sm" c="dimmed">
        {seconds === 0 ? t.qrRenews : t.qrSeconds(seconds)}
      </Text>
      {isEmulated && <CopyButton value={pairing.value} label={t.copyQr} size="compact-sm" />}
    </div>
  );
};
