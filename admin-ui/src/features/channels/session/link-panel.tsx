import { Button, Group, List, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { fieldErrorsOf } from '../../../shared/api/problem.js';
import type { ChannelSession } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { sessionWords } from '../../../shared/i18n/session.js';
import { uiWords } from '../../../shared/i18n/ui.js';
import { ProblemAlert } from '../../../shared/ui/problem-alert.js';
import { Section } from '../../../shared/ui/screen.js';
import { LoadingState } from '../../../shared/ui/states.js';
import { actOnSession, type LinkBy, linkSession } from './data.js';
import { PairingCode } from './pairing-code.js';
import { QrRing } from './qr-ring.js';
import classes from './session.module.css';
import { useSessionAct } from './use-session-act.js';

type Props = { readonly session: ChannelSession };

/** As people type a number: with +, spaces, dashes, brackets or a leading 00, in any script's digits. */
const digitsOf = (typed: string): string =>
  typed
    .replace(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x6_60))
    .replace(/[۰-۹]/gu, (digit) => String(digit.charCodeAt(0) - 0x6_f0))
    .replaceAll(/\D/gu, '')
    .replace(/^00/u, '');

const Start = ({ session }: Props) => {
  const t = useText(sessionWords);
  const [how, setHow] = useState<LinkBy['how']>('qr');
  const [phone, setPhone] = useState('');
  const link = useSessionAct(session.channelId, (by: LinkBy) => linkSession(session.channelId, by));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    link.mutate(how === 'qr' ? { how } : { how, phone: digitsOf(phone) });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <SegmentedControl
          aria-label={t.how}
          value={how}
          onChange={(value) => setHow(value as LinkBy['how'])}
          data={[
            { value: 'qr', label: t.byQr },
            { value: 'code', label: t.byCode },
          ]}
        />
        {how === 'code' && (
          <TextInput
            label={t.phone}
            description={t.phoneHint}
            type="tel"
            dir="ltr"
            required
            autoComplete="tel"
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
            error={fieldErrorsOf(link.error)['phone']}
          />
        )}
        <ProblemAlert error={link.error} />
        <Group>
          <Button type="submit" loading={link.isPending}>
            {how === 'qr' ? t.showQr : t.showCode}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const Pairing = ({ session }: Props) => {
  const t = useText(sessionWords);
  const common = useText(uiWords);
  const { pairing, channelId } = session;
  const cancel = useSessionAct(channelId, () => actOnSession(channelId, 'cancel-link'));
  return (
    <Stack>
      <div className={classes['pairing']}>
        {pairing === null && <LoadingState />}
        {pairing?.how === 'qr' && <QrRing pairing={pairing} isEmulated={session.isEmulated} />}
        {pairing?.how === 'code' && <PairingCode pairing={pairing} />}
        <List type="ordered" spacing="xs" className={classes['steps']}>
          {(pairing?.how === 'code' ? t.codeSteps : t.qrSteps).map((step) => (
            <List.Item key={step}>{step}</List.Item>
          ))}
        </List>
      </div>
      <ProblemAlert error={cancel.error} />
      <Group>
        <Button variant="default" size="compact-sm" loading={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
          {common.cancel}
        </Button>
      </Group>
    </Stack>
  );
};

/** Links a phone: a code to scan, or eight characters to type on it. */
export const LinkPanel = ({ session }: Props) => {
  const t = useText(sessionWords);
  const isPairing = session.state === 'pairing' || session.state === 'connecting';
  return (
    <Section title={t.linkTitle} text={t.linkText}>
      {isPairing ? <Pairing session={session} /> : <Start session={session} />}
    </Section>
  );
};
