import { Alert, Button, Group, Text, Title } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBrandWhatsapp,
  IconCode,
  IconMessageChatbot,
  IconPlugConnected,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ChannelForm } from '../../shared/api/settings.js';
import type { Channel, ChannelSession } from '../../shared/api/types.js';
import { channelsWords } from '../../shared/i18n/channels.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { sessionWords } from '../../shared/i18n/session.js';
import { ConfirmAction } from '../../shared/ui/confirm-action.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastDone, toastProblem } from '../../shared/ui/toast.js';
import { When } from '../../shared/ui/when.js';
import { ChangeDialog } from './change-dialog.js';
import classes from './channels.module.css';
import { CloudApiGuide } from './cloud-api-guide.js';
import { changeChannel, channelsQuery } from './data.js';
import { toneOf } from './session/tone.js';

type Props = {
  readonly of: Channel;
  /** How a linked number stands. */
  readonly session: ChannelSession | null;
  readonly form: ChannelForm | null;
  readonly mayManage: boolean;
};

const icons: Readonly<Record<string, typeof IconCode>> = {
  widget: IconMessageChatbot,
  api: IconCode,
  'cloud-api': IconBrandWhatsapp,
  whatsapp: IconBrandWhatsapp,
};

export const KindIcon = ({ kind }: { readonly kind: string }) => {
  const Glyph = icons[kind] ?? IconPlugConnected;
  return (
    <span className={classes['icon']} aria-hidden>
      <Glyph size={22} stroke={1.6} />
    </span>
  );
};

const Cause = ({ of: { stoppedBecause } }: Pick<Props, 'of'>) => {
  const t = useText(channelsWords);
  if (stoppedBecause === null) return null;
  return (
    <Alert className={classes['cause']} icon={<IconAlertTriangle size={18} />}>
      {t.because[stoppedBecause] ?? t.becauseOther(stoppedBecause)}
    </Alert>
  );
};

const Facts = ({ of: channel }: Pick<Props, 'of'>) => {
  const t = useText(channelsWords);
  return (
    <dl className={classes['facts']}>
      {channel.externalKey !== '' && channel.kind === 'cloud-api' && (
        <div>
          <dt>{t.key}</dt>
          <dd dir="ltr">{channel.externalKey}</dd>
        </div>
      )}
      <div>
        <dt>{t.since}</dt>
        <dd>
          <When at={channel.createdAt} as="date" />
        </dd>
      </div>
    </dl>
  );
};

const useStatus = (channel: Channel) => {
  const t = useText(channelsWords);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (status: Channel['status']) => changeChannel(channel, { status }),
    onSuccess: ({ status }) => toastDone(status === 'active' ? t.started : t.stopped),
    // Also after a refusal: somebody else may have changed it.
    onSettled: () => client.invalidateQueries({ queryKey: channelsQuery.queryKey }),
  });
};

const StopOrStart = ({ of: channel }: Pick<Props, 'of'>) => {
  const t = useText(channelsWords);
  const [isAsking, ask] = useState(false);
  const change = useStatus(channel);
  if (channel.status === 'stopped')
    return (
      <Button
        size="compact-sm"
        loading={change.isPending}
        onClick={() => change.mutate('active', { onError: toastProblem })}
      >
        {t.start}
      </Button>
    );
  return (
    <>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={() => ask(true)}>
        {t.stop}
      </Button>
      <ConfirmAction
        opened={isAsking}
        onClose={() => ask(false)}
        title={`${t.stopTitle}: ${channel.name}`}
        action={t.stop}
        onConfirm={() => change.mutateAsync('stopped')}
      >
        {t.stopText}
      </ConfirmAction>
    </>
  );
};

const Acts = ({ of: channel, form, mayManage }: Props) => {
  const t = useText(channelsWords);
  const [isChanging, setChanging] = useState(false);
  return (
    <Group gap="xs">
      {channel.kind === 'widget' && (
        <Button component={Link} to="/widget" size="compact-sm" variant="light">
          {t.openWidget}
        </Button>
      )}
      {channel.kind === 'whatsapp' && (
        <Button component={Link} to={`/channels/${channel.id}`} size="compact-sm" variant="light">
          {t.openSession}
        </Button>
      )}
      {channel.kind === 'api' && (
        <Button component={Link} to="/api-keys" size="compact-sm" variant="light">
          {t.openKeys}
        </Button>
      )}
      {mayManage && (
        <>
          <Button size="compact-sm" variant="default" onClick={() => setChanging(true)}>
            {t.change}
          </Button>
          <StopOrStart of={channel} />
          <ChangeDialog opened={isChanging} onClose={() => setChanging(false)} of={channel} form={form} />
        </>
      )}
    </Group>
  );
};

/** A number that works is one that is connected. */
const Standing = ({ of: { status }, session }: Pick<Props, 'of' | 'session'>) => {
  const t = useText(channelsWords);
  const words = useText(sessionWords);
  if (status === 'active' && session !== null)
    return <StatusBadge tone={toneOf(session)}>{words.states[session.state]}</StatusBadge>;
  return <StatusBadge tone={status === 'active' ? 'good' : 'bad'}>{t.status[status]}</StatusBadge>;
};

export const ChannelCard = (props: Props) => {
  const { of: channel, form } = props;
  const t = useText(channelsWords);
  return (
    <section className={classes['card']} aria-label={channel.name}>
      <div className={classes['head']}>
        <KindIcon kind={channel.kind} />
        <div className={classes['words']}>
          <Title order={2} size="h3">
            <bdi>{channel.name}</bdi>
          </Title>
          <Text size="sm" c="dimmed">
            {t.kinds[channel.kind] ?? form?.title ?? channel.kind}
          </Text>
        </div>
        <Standing {...props} />
      </div>
      <Cause of={channel} />
      {t.about[channel.kind] !== undefined && <Text size="sm">{t.about[channel.kind]}</Text>}
      <Facts of={channel} />
      {channel.kind === 'cloud-api' && (
        <details>
          <summary className={classes['summary']}>{t.guide.title}</summary>
          <CloudApiGuide />
        </details>
      )}
      <Acts {...props} />
    </section>
  );
};
