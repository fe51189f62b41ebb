import { Alert, Button, Group, Radio, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { ChannelSession } from '../../../shared/api/types.js';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import { formatNumber } from '../../../shared/i18n/format.js';
import { sessionWords } from '../../../shared/i18n/session.js';
import { uiWords } from '../../../shared/i18n/ui.js';
import { ProblemAlert } from '../../../shared/ui/problem-alert.js';
import { Section } from '../../../shared/ui/screen.js';
import { toastDone } from '../../../shared/ui/toast.js';
import { When } from '../../../shared/ui/when.js';
import { changeSending, type SendingSettings } from './data.js';
import { useSessionAct } from './use-session-act.js';

type Props = { readonly session: ChannelSession; readonly mayManage: boolean };
type Preset = SendingSettings['preset'];

const Waiting = ({ session: { sending } }: Pick<Props, 'session'>) => {
  const t = useText(sessionWords);
  if (sending.waiting === 0) return null;
  return (
    <Alert icon={<IconHourglass size={18} />} title={t.waiting(sending.waiting)}>
      {sending.waitsBecause !== null && (t.pacing[sending.waitsBecause] ?? sending.waitsBecause)}{' '}
      {sending.nextAt !== null && (
        <>
          {t.nextAt} <When at={sending.nextAt} as="time" />
        </>
      )}
    </Alert>
  );
};

const Today = ({ session: { sending } }: Pick<Props, 'session'>) => {
  const t = useText(sessionWords);
  const language = useLanguage();
  const sent = formatNumber(sending.sentToday, language);
  return (
    <Text size="sm" c="dimmed">
      {sending.dayCap === null ? t.sentToday(sent) : t.sentOf(sent, formatNumber(sending.dayCap, language))}
    </Text>
  );
};

const presets: readonly Preset[] = ['careful', 'normal', 'off'];
const night = { from: '21:00', to: '08:00' };

type FieldsProps = {
  readonly value: SendingSettings;
  readonly isEmulated: boolean;
  readonly set: (change: Partial<SendingSettings>) => void;
};

const Pace = ({ value, isEmulated, set }: FieldsProps) => {
  const t = useText(sessionWords);
  // Without pacing a real number is soon a lost one: only an emulated one may go without.
  const offered = presets.filter((each) => each !== 'off' || isEmulated || value.preset === 'off');
  return (
    <Radio.Group label={t.preset} value={value.preset} onChange={(next) => set({ preset: next as Preset })}>
      <Stack gap="xs" mt="xs">
        {offered.map((each) => (
          <Radio key={each} value={each} label={t.presets[each]} description={t.presetAbout[each]} />
        ))}
      </Stack>
    </Radio.Group>
  );
};

const Quiet = ({ value: { quietHours }, set }: FieldsProps) => {
  const t = useText(sessionWords);
  const words = { from: t.quietFrom, to: t.quietTo };
  return (
    <>
      <Switch
        label={t.quiet}
        description={t.quietAbout}
        checked={quietHours !== null}
        onChange={(event) => set({ quietHours: event.currentTarget.checked ? night : null })}
      />
      {quietHours !== null && (
        <Group>
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              type="time"
              required
              label={words[end]}
              value={quietHours[end]}
              onChange={(event) => set({ quietHours: { ...quietHours, [end]: event.currentTarget.value } })}
            />
          ))}
        </Group>
      )}
    </>
  );
};

const Form = ({ session }: Pick<Props, 'session'>) => {
  const t = useText(sessionWords);
  const common = useText(uiWords);
  const { preset, replyOnly, quietHours } = session.sending;
  const [typed, setTyped] = useState<Partial<SendingSettings>>({});
  const value: SendingSettings = { preset, replyOnly, quietHours, ...typed };
  const save = useSessionAct(session.channelId, (next: SendingSettings) => changeSending(session.channelId, next));
  const fields = {
    value,
    isEmulated: session.isEmulated,
    set: (change: Partial<SendingSettings>) => setTyped((before) => ({ ...before, ...change })),
  };
  const saved = (): void => {
    setTyped({});
    toastDone(t.sendingSaved);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(value, { onSuccess: saved });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Pace {...fields} />
        <Switch
          label={t.replyOnly}
          description={t.replyOnlyAbout}
          checked={value.replyOnly}
          onChange={(event) => fields.set({ replyOnly: event.currentTarget.checked })}
        />
        <Quiet {...fields} />
        <ProblemAlert error={save.error} />
        <Group>
          <Button type="submit" disabled={Object.keys(typed).length === 0} loading={save.isPending}>
            {common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** How fast the number may write, and why something waits. */
export const Sending = ({ session, mayManage }: Props) => {
  const t = useText(sessionWords);
  return (
    <Section title={t.sending} text={t.sendingText}>
      <Stack>
        <Waiting session={session} />
        <Today session={session} />
        {mayManage && <Form session={session} />}
      </Stack>
    </Section>
  );
};
