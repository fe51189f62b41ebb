import { ActionIcon, Button, Menu, Title } from '@mantine/core';
import {
  IconArrowLeft,
  IconCheck,
  IconDotsVertical,
  IconLayoutSidebarRight,
  IconRobot,
  IconUserCheck,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMay } from '../../../shared/api/me.js';
import type { Conversation } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { useScreenTitle } from '../../../shared/lib/screen-title.js';
import type { Details } from '../data/types.js';
import { useActs } from '../data/use-acts.js';
import { useChannel } from '../data/use-names.js';
import { useOwnId } from '../data/use-own-id.js';
import { ChannelGlyph, Face } from '../list/face.js';
import { StatePill } from './state-pill.js';
import classes from './thread-pane.module.css';

type Props = {
  readonly details: Details;
  readonly onResolve: () => void;
  readonly isCardOpen: boolean;
  readonly onCard: () => void;
};

/** The one act that fits who has the conversation now. */
const MainAct = ({ conversation }: { readonly conversation: Conversation }) => {
  const t = useText(inboxWords);
  const me = useOwnId();
  const { takeOver, handBack } = useActs(conversation.id);
  // What was answered on the phone is nobody's: whoever sees it may give it back.
  if (conversation.mode === 'human' && (conversation.holder === me || conversation.holder === null))
    return (
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRobot size={16} aria-hidden />}
        loading={handBack.isPending}
        onClick={() => handBack.mutate(undefined)}
        className={classes['act']}
        aria-label={t.handBack}
        title={t.handBack}
      >
        {t.handBackShort}
      </Button>
    );
  return (
    <Button
      size="xs"
      variant={conversation.mode === 'waiting' ? 'filled' : 'light'}
      loading={takeOver.isPending}
      onClick={() => takeOver.mutate({ force: false })}
      className={classes['act']}
    >
      {t.takeOver}
    </Button>
  );
};

const MoreActs = ({
  conversation,
  onResolve,
}: {
  readonly conversation: Conversation;
  readonly onResolve: () => void;
}) => {
  const t = useText(inboxWords);
  const me = useOwnId();
  const { switchAssistant, assign } = useActs(conversation.id);
  const { assistantOn } = conversation;
  const isOpen = conversation.status === 'open';
  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={34} aria-label={t.moreActs}>
          <IconDotsVertical size={18} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isOpen && (
          <Menu.Item leftSection={<IconCheck size={16} />} onClick={onResolve}>
            {t.resolve}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconUserCheck size={16} />}
          disabled={conversation.assignee === me}
          onClick={() => assign.mutate(me)}
        >
          {t.keys.assignMe}
        </Menu.Item>
        {isOpen && (
          <Menu.CheckboxItem checked={assistantOn} onChange={(on) => switchAssistant.mutate(on)}>
            {t.assistantHere}
          </Menu.CheckboxItem>
        )}
      </Menu.Dropdown>
    </Menu>
  );
};

const Who = ({ details: { conversation, customer } }: Pick<Props, 'details'>) => {
  const t = useText(inboxWords);
  const channel = useChannel(conversation.channelId);
  const name = customer.name ?? t.unknownCustomer;
  useScreenTitle(name);
  return (
    <div className={classes['who']}>
      <Face id={customer.id} name={customer.name} />
      <div className={classes['names']}>
        <Title order={1} size="h3" tabIndex={-1} data-screen-title className={classes['name']}>
          <bdi dir="auto">{name}</bdi>
        </Title>
        {channel !== null && (
          <span className={classes['channel']}>
            <ChannelGlyph kind={channel.kind} />
            <bdi>{channel.name}</bdi>
          </span>
        )}
      </div>
    </div>
  );
};

export const ThreadHead = ({ details, onResolve, isCardOpen, onCard }: Props) => {
  const t = useText(inboxWords);
  const mayReply = useMay('conversations.reply');
  const { conversation } = details;
  const isOpen = conversation.status === 'open';
  return (
    <header className={classes['head']}>
      <div className={classes['headLine']}>
        <ActionIcon
          className={classes['back']}
          renderRoot={(props) => <Link to="/inbox" search={(before) => ({ ...before, at: undefined })} {...props} />}
          variant="subtle"
          color="gray"
          size={34}
          aria-label={t.backToList}
        >
          <IconArrowLeft size={20} className={classes['flip']} />
        </ActionIcon>
        <Who details={details} />
        <div className={classes['acts']}>
          {mayReply && isOpen && (
            <span className={classes['inFirstLine']}>
              <MainAct conversation={conversation} />
            </span>
          )}
          {mayReply && isOpen && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconCheck size={16} aria-hidden />}
              onClick={onResolve}
              className={`${classes['act']} ${classes['wideOnly']}`}
            >
              {t.resolve}
            </Button>
          )}
          {mayReply && <MoreActs conversation={conversation} onResolve={onResolve} />}
          <ActionIcon
            className={classes['cardButton']}
            variant="subtle"
            color="gray"
            size={34}
            aria-label={t.openCard}
            aria-expanded={isCardOpen}
            onClick={onCard}
          >
            <IconLayoutSidebarRight size={19} stroke={1.7} className={classes['flip']} />
          </ActionIcon>
        </div>
      </div>
      <div className={classes['standing']}>
        <StatePill conversation={conversation} />
        {mayReply && isOpen && (
          <span className={classes['inSecondLine']}>
            <MainAct conversation={conversation} />
          </span>
        )}
      </div>
    </header>
  );
};
