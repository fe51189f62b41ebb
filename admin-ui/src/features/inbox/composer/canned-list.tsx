import { Text, UnstyledButton } from '@mantine/core';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import { localized } from '../../../shared/i18n/format.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import classes from './composer.module.css';
import type { useCanned } from './use-canned.js';

export const cannedListId = 'inbox-canned';
export const cannedOptionId = (index: number): string => `${cannedListId}-${index}`;

type Props = { readonly canned: ReturnType<typeof useCanned>; readonly onManage: () => void };

export const CannedList = ({ canned, onManage }: Props) => {
  const t = useText(inboxWords).canned;
  const language = useLanguage();
  const { isOpen, replies, at, word, isLoaded, pick } = canned;
  if (!isOpen) return null;
  return (
    <div className={classes['canned']}>
      <div role="listbox" id={cannedListId} aria-label={t.list} className={classes['cannedRows']}>
        {replies.map((reply, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text field's, which keeps the focus.
          <div
            key={reply.id}
            role="option"
            tabIndex={-1}
            id={cannedOptionId(index)}
            aria-selected={index === at}
            className={classes['cannedRow']}
            ref={(element) => (index === at ? element?.scrollIntoView({ block: 'nearest' }) : undefined)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(reply)}
          >
            <b>/{reply.shortcut}</b>
            <bdi dir="auto">{localized(reply.text, language)}</bdi>
          </div>
        ))}
      </div>
      {isLoaded && replies.length === 0 && (
        <Text size="sm" c="dimmed" px="sm" py={6}>
          {word === '' ? t.none : t.noMatch(word)}
        </Text>
      )}
      <UnstyledButton className={classes['manage']} onClick={onManage}>
        {t.manage}
      </UnstyledButton>
    </div>
  );
};
