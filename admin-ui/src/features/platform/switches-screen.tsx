import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { KillSwitch, KillSwitches } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { platformWords } from '../../shared/i18n/platform.js';
import { ConfirmAction } from '../../shared/ui/confirm-action.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Screen, Section } from '../../shared/ui/screen.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { When } from '../../shared/ui/when.js';
import { platformSwitchQuery, setPlatformSwitch } from './data.js';

const State = ({ state }: { readonly state: KillSwitch | null }) => {
  const t = useText(platformWords);
  const isOn = state?.on === true;
  return (
    <Stack gap={4}>
      <Group gap="sm">
        <StatusBadge tone={isOn ? 'bad' : 'good'}>{isOn ? t.killOn : t.killOff}</StatusBadge>
        {state === null ? (
          <Text size="sm" c="dimmed">
            {t.killNever}
          </Text>
        ) : (
          <Text size="sm" c="dimmed" component="div">
            {t.killSince} <When at={state.at} />
          </Text>
        )}
      </Group>
      {state !== null && state.reason !== '' && (
        <Text size="sm" dir="auto">
          {state.reason}
        </Text>
      )}
    </Stack>
  );
};

/** Why, then the act in a second step: it stops every business at once. */
const Control = ({ state }: { readonly state: KillSwitch | null }) => {
  const t = useText(platformWords);
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [step, setStep] = useState<'start' | 'refused' | 'sure'>('start');
  const isOn = state?.on === true;
  const act = async (): Promise<void> => {
    const platform = await setPlatformSwitch({ on: !isOn, reason: reason.trim() });
    client.setQueryData(platformSwitchQuery.queryKey, (old: KillSwitches | undefined) => ({
      tenant: old?.tenant ?? null,
      platform,
    }));
    setReason('');
  };
  return (
    <Stack maw="36rem">
      <TextInput
        label={t.killReason}
        value={reason}
        maxLength={300}
        error={step === 'refused' && reason.trim() === '' && t.killReasonNeeded}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group>
        <Button color={isOn ? undefined : 'red.8'} onClick={() => setStep(reason.trim() === '' ? 'refused' : 'sure')}>
          {isOn ? t.killStart : t.killStop}
        </Button>
      </Group>
      <ConfirmAction
        opened={step === 'sure'}
        onClose={() => setStep('start')}
        title={isOn ? t.killStart : t.killStop}
        action={isOn ? t.killStart : t.killStop}
        danger={!isOn}
        onConfirm={act}
      >
        {isOn ? t.killStartSure : t.killStopSure}
      </ConfirmAction>
    </Stack>
  );
};

export const SwitchesScreen = () => {
  const t = useText(platformWords);
  const switches = useQuery(platformSwitchQuery);
  return (
    <Screen title={t.kill} text={t.killText} width="narrow">
      <QueryState query={switches}>
        {({ platform }) => (
          <Section>
            <Stack gap="lg">
              <State state={platform} />
              <Control state={platform} />
            </Stack>
          </Section>
        )}
      </QueryState>
    </Screen>
  );
};
