import { Button, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMessageChatbot, IconPlayerPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { killSwitchQuery } from '../../shared/api/kill-switch.js';
import { useMay } from '../../shared/api/me.js';
import type { KillSwitches } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { shellWords } from '../../shared/i18n/shell.js';
import { When } from '../../shared/ui/when.js';
import classes from './kill-switch-control.module.css';
import { KillSwitchDialog } from './kill-switch-dialog.js';

const Since = ({ switches }: { readonly switches: KillSwitches }) => {
  const t = useText(shellWords).kill;
  const active = switches.platform?.on === true ? switches.platform : switches.tenant;
  if (active?.on !== true) return null;
  return (
    <Text size="sm" c="dimmed">
      {t.since} <When at={active.at} as="time" />
      {active.reason !== '' && ` · ${active.reason}`}
    </Text>
  );
};

type State = 'on' | 'off' | 'offByPlatform';

const stateOf = ({ platform, tenant }: KillSwitches): State => {
  if (platform?.on === true) return 'offByPlatform';
  return tenant?.on === true ? 'off' : 'on';
};

const titleOf = (state: State, canSwitch: boolean) => {
  if (!canSwitch) return state;
  return state === 'on' ? 'stopTitle' : 'startTitle';
};

type DialogProps = { readonly switches: KillSwitches; readonly opened: boolean; readonly onClose: () => void };

const Dialog = ({ switches, opened, onClose }: DialogProps) => {
  const t = useText(shellWords).kill;
  const canUse = useMay('kill_switch.use');
  const state = stateOf(switches);
  const canSwitch = canUse && state !== 'offByPlatform';
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t[titleOf(state, canSwitch)]}
      closeButtonProps={{ 'aria-label': t.close }}
    >
      <Since switches={switches} />
      {canSwitch ? (
        <KillSwitchDialog stopped={state === 'off'} onClose={onClose} />
      ) : (
        <Text mt="xs">{state === 'offByPlatform' ? t.platformText : t.mayNot}</Text>
      )}
    </Modal>
  );
};

/** The state of the assistant in words, and the way to stop it at once. */
export const KillSwitchControl = () => {
  const t = useText(shellWords).kill;
  const [opened, dialog] = useDisclosure(false);
  const { data } = useQuery(killSwitchQuery);
  if (data === undefined) return null;
  const state = stateOf(data);
  const Icon = state === 'on' ? IconMessageChatbot : IconPlayerPause;
  return (
    <>
      <Button
        className={classes['button']}
        data-stopped={state !== 'on' || undefined}
        variant="default"
        h={36}
        px="sm"
        leftSection={<Icon size={18} />}
        onClick={dialog.open}
      >
        <span className={classes['words']}>{t[state]}</span>
      </Button>
      <Dialog switches={data} opened={opened} onClose={dialog.close} />
    </>
  );
};
