import { Text } from '@mantine/core';
import type { ChannelSession } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { sessionWords } from '../../../shared/i18n/session.js';
import { CopyButton } from '../../../shared/ui/copy-button.js';
import classes from './session.module.css';
import { useSecondsLeft } from './use-seconds-left.js';

type Props = { readonly pairing: NonNullable<ChannelSession['pairing']> };

/** Eight characters, in two groups as the phone asks for them. */
export const PairingCode = ({ pairing }: Props) => {
  const t = useText(sessionWords);
  const seconds = useSecondsLeft(pairing.expiresAt) ?? 0;
  return (
    <div className={classes['qr']}>
      <output className={classes['code']} dir="ltr" aria-label={t.codeAlt([...pairing.value].join(' '))}>
        <span>{pairing.value.slice(0, 4)}</span>
        <span>{pairing.value.slice(4)}</span>
      </output>
      <Text size="sm" c="dimmed">
        {t.qrSeconds(seconds)}
      </Text>
      <CopyButton value={pairing.value} size="compact-sm" />
    </div>
  );
};
