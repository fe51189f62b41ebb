import { ActionIcon, Popover, UnstyledButton } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import classes from './composer.module.css';

/** What a business says with one sign; everything else comes from the keyboard's own picker. */
const signs = [...'😀😄😊🙂😉😍🥰😘🤗🤔😅😂😇😎🙏👍👌👏💪🤝🎉✨🌟❤💚🌹💐☀🔥✅❌❗❓📍📞📦🚚🛒🧾💳💰🎁⏰📅🏠🚗✈☕🍰'];

export const EmojiButton = ({
  onPick,
  disabled,
}: {
  readonly onPick: (sign: string) => void;
  readonly disabled: boolean;
}) => {
  const t = useText(inboxWords).composer;
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          aria-label={t.emoji}
          disabled={disabled}
          onClick={() => setOpened(!opened)}
        >
          <IconMoodSmile size={20} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={t.emoji}>
        <div className={classes['signs']}>
          {signs.map((sign) => (
            <UnstyledButton
              key={sign}
              className={classes['sign']}
              onClick={() => {
                setOpened(false);
                onPick(sign);
              }}
            >
              {sign}
            </UnstyledButton>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
};
