import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { killSwitchQuery, setKillSwitch } from '../../shared/api/kill-switch.js';
import type { KillSwitch, KillSwitches } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { shellWords } from '../../shared/i18n/shell.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { toastDone } from '../../shared/ui/toast.js';

const useSwitch = (stopped: boolean, onDone: () => void) => {
  const t = useText(shellWords).kill;
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) => setKillSwitch({ on: !stopped, reason }),
    onSuccess: (tenant: KillSwitch) => {
      client.setQueryData(killSwitchQuery.queryKey, (old: KillSwitches | undefined) => ({
        platform: old?.platform ?? null,
        tenant,
      }));
      toastDone(stopped ? t.startedNow : t.stoppedNow);
      onDone();
    },
  });
};

type Props = { readonly stopped: boolean; readonly onClose: () => void };
type ButtonsProps = Props & { readonly isSure: boolean; readonly isBusy: boolean; readonly onBack: () => void };

const Buttons = ({ stopped, onClose, isSure, isBusy, onBack }: ButtonsProps) => {
  const t = useText(shellWords).kill;
  const act = stopped ? t.start : t.stop;
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={isSure ? onBack : onClose}>
        {isSure ? t.back : t.cancel}
      </Button>
      <Button type="submit" color={!stopped && isSure ? 'red.8' : undefined} loading={isBusy}>
        {isSure ? act : t.next}
      </Button>
    </Group>
  );
};

/** Two steps: why, and then the act itself. */
export const KillSwitchDialog = ({ stopped, onClose }: Props) => {
  const t = useText(shellWords).kill;
  const [reason, setReason] = useState('');
  const [isSure, setSure] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const change = useSwitch(stopped, onClose);
  const given = reason.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (given === '') return;
    if (isSure) change.mutate(given);
    else setSure(true);
  };
  return (
    <form onSubmit={submit}>
      <Stack mt="xs">
        <Text>{stopped ? t.startText : t.stopText}</Text>
        <TextInput
          label={t.reason}
          description={t.reasonHint}
          value={reason}
          maxLength={300}
          error={isAsked && given === '' && t.reasonNeeded}
          onChange={(event) => setReason(event.currentTarget.value)}
          readOnly={isSure}
          data-autofocus
        />
        <Text fw={600} role="status">
          {isSure && t.sure}
        </Text>
        <ProblemAlert error={change.error} />
        <Buttons {...{ stopped, onClose, isSure }} isBusy={change.isPending} onBack={() => setSure(false)} />
      </Stack>
    </form>
  );
};
