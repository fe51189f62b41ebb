import {
  ActionIcon,
  Button,
  CloseButton,
  FileButton,
  Loader,
  Menu,
  SegmentedControl,
  Text,
  Textarea,
} from '@mantine/core';
import { IconFile, IconNote, IconPaperclip, IconSend2, IconSettings, IconSlash } from '@tabler/icons-react';
import { type KeyboardEvent, Suspense, useLayoutEffect, useRef, useState } from 'react';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { lazyPiece } from '../../../shared/ui/lazy-piece.js';
import type { Details } from '../data/types.js';
import { attachableTypes } from '../model/attachment.js';
import { CannedList, cannedListId, cannedOptionId } from './canned-list.js';
import classes from './composer.module.css';
import { EmojiButton } from './emoji.js';
import { modKey, preferSending, useSendPreference } from './send-preference.js';
import { useAttachment } from './use-attachment.js';
import { useCanned } from './use-canned.js';

const CannedManager = lazyPiece(() => import('./canned-manager.js').then((module) => module.CannedManager));

export const composerId = 'inbox-composer';
/** What a channel takes at most; longer would be cut off. */
const longest = 4_096;

type Props = {
  readonly details: Details;
  readonly mode: 'reply' | 'note';
  readonly canReply: boolean;
  readonly text: string;
  readonly isBusy: boolean;
  readonly onMode: (mode: 'reply' | 'note') => void;
  readonly onText: (text: string) => void;
  readonly onSubmit: (text: string, fileId: string | null, fileName: string | null) => void;
};

/** Changes the text at the caret and leaves the caret behind the change. */
const useCaret = (text: string, onText: Props['onText']) => {
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(text.length);
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    field.current?.setSelectionRange(wanted.current, wanted.current);
    field.current?.focus();
    wanted.current = null;
  });
  const put = (words: string, from: number, to: number): void => {
    wanted.current = from + words.length;
    setCaret(from + words.length);
    onText(text.slice(0, from) + words + text.slice(to));
  };
  const insert = (words: string): void => {
    const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
    put(words, selectionStart, selectionEnd);
  };
  return { field, caret, setCaret, put, insert };
};

const SendOptions = () => {
  const t = useText(inboxWords).composer;
  const how = useSendPreference();
  return (
    <Menu position="top-end" width={240}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={34} aria-label={t.options}>
          <IconSettings size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={how} onChange={(value) => preferSending(value === 'enter' ? 'enter' : 'mod')}>
          <Menu.RadioItem value="mod">{t.modSends(modKey)}</Menu.RadioItem>
          <Menu.RadioItem value="enter">
            {t.enterSends}
            <Text size="xs" c="dimmed">
              {t.enterHint}
            </Text>
          </Menu.RadioItem>
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
};

type FileProps = { readonly file: ReturnType<typeof useAttachment> };

const AttachedFile = ({ file: { attachment, clear } }: FileProps) => {
  const t = useText(inboxWords).composer;
  if (attachment === null) return null;
  return (
    <div className={classes['attached']}>
      {attachment.fileId === null ? <Loader size={16} aria-label={t.uploading} /> : <IconFile size={16} aria-hidden />}
      <bdi dir="auto">{attachment.name}</bdi>
      <CloseButton size="sm" aria-label={t.removeFile} onClick={clear} />
    </div>
  );
};

type ToolsProps = FileProps & Pick<Props, 'mode' | 'canReply'> & { readonly onInsert: (words: string) => void };

const Tools = ({ file, mode, canReply, onInsert }: ToolsProps) => {
  const t = useText(inboxWords).composer;
  const isReply = mode === 'reply' && canReply;
  return (
    <>
      <FileButton onChange={(chosen) => file.take(chosen ?? undefined)} accept={attachableTypes.join(',')}>
        {(props) => (
          <ActionIcon {...props} variant="subtle" color="gray" size={34} aria-label={t.attach} disabled={!isReply}>
            <IconPaperclip size={19} stroke={1.6} />
          </ActionIcon>
        )}
      </FileButton>
      <EmojiButton onPick={onInsert} disabled={false} />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={34}
        aria-label={t.canned}
        disabled={!isReply}
        onClick={() => onInsert('/')}
      >
        <IconSlash size={18} stroke={1.8} />
      </ActionIcon>
    </>
  );
};

const ModeSwitch = ({ mode, canReply, onMode }: Pick<Props, 'mode' | 'canReply' | 'onMode'>) => {
  const t = useText(inboxWords).composer;
  return (
    <SegmentedControl
      size="xs"
      aria-label={t.mode}
      value={mode}
      onChange={(value) => onMode(value === 'note' ? 'note' : 'reply')}
      data={[
        { value: 'reply', label: t.reply, disabled: !canReply },
        { value: 'note', label: t.note },
      ]}
    />
  );
};

const isSending = (event: KeyboardEvent, how: 'enter' | 'mod'): boolean =>
  event.key === 'Enter' && !event.shiftKey && !event.altKey && (event.ctrlKey || event.metaKey || how === 'enter');

const useWriting = ({ details, mode, text, isBusy, onText, onSubmit }: Props) => {
  const how = useSendPreference();
  const caret = useCaret(text, onText);
  const file = useAttachment(mode === 'reply');
  const canned = useCanned({ details, text, caret: caret.caret, isOn: mode === 'reply', onInsert: caret.put });
  const { attachment } = file;
  const over = text.length - longest;
  const isReady =
    !isBusy &&
    over <= 0 &&
    (attachment === null ? text.trim() !== '' : attachment.fileId !== null || mode === 'note') &&
    (mode === 'reply' || text.trim() !== '');
  const submit = (): void => {
    if (!isReady) return;
    const sent = mode === 'reply' ? attachment : null;
    onSubmit(text.trim(), sent?.fileId ?? null, sent?.name ?? null);
    if (mode === 'reply') file.clear();
    caret.setCaret(0);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // While an input method composes a word, Enter belongs to it.
    if (event.nativeEvent.isComposing || canned.onKey(event)) return;
    if (event.key === 'Escape') event.currentTarget.blur();
    if (!isSending(event, how)) return;
    event.preventDefault();
    submit();
  };
  return { caret, file, canned, over, isReady, submit, onKeyDown };
};

type FieldProps = Pick<Props, 'mode' | 'text' | 'onText'> & { readonly writing: ReturnType<typeof useWriting> };

const Field = ({ mode, text, onText, writing: { caret, canned, onKeyDown } }: FieldProps) => {
  const t = useText(inboxWords).composer;
  const isNote = mode === 'note';
  return (
    <Textarea
      ref={caret.field}
      id={composerId}
      variant="unstyled"
      autosize
      minRows={2}
      maxRows={9}
      dir="auto"
      aria-label={isNote ? t.noteLabel : t.label}
      placeholder={isNote ? t.notePlaceholder : t.placeholder}
      classNames={{ input: classes['field'] ?? '' }}
      value={text}
      {...(canned.isOpen && {
        'aria-autocomplete': 'list',
        'aria-controls': cannedListId,
        'aria-activedescendant': canned.replies.length > 0 ? cannedOptionId(canned.at) : undefined,
      })}
      onChange={(event) => {
        caret.setCaret(event.currentTarget.selectionStart);
        onText(event.currentTarget.value);
      }}
      onSelect={(event) => caret.setCaret(event.currentTarget.selectionStart)}
      onKeyDown={onKeyDown}
    />
  );
};

type SendProps = Pick<Props, 'mode' | 'isBusy'> & { readonly isReady: boolean; readonly onSend: () => void };

const SendButton = ({ mode, isBusy, isReady, onSend }: SendProps) => {
  const t = useText(inboxWords).composer;
  const isNote = mode === 'note';
  const label = isNote ? t.addNote : t.send;
  const Glyph = isNote ? IconNote : IconSend2;
  return (
    <Button
      size="sm"
      className={classes['sendButton']}
      aria-label={label}
      disabled={!isReady}
      loading={isBusy}
      onClick={onSend}
      color={isNote ? 'yellow.8' : undefined}
      leftSection={<Glyph size={17} className={classes['flip']} aria-hidden />}
    >
      <span className={classes['roomy']}>{label}</span>
    </Button>
  );
};

export const Writing = (props: Props) => {
  const { mode, canReply, isBusy, onMode } = props;
  const t = useText(inboxWords).composer;
  const writing = useWriting(props);
  const { caret, file, canned, over, isReady, submit } = writing;
  const [isManaging, setManaging] = useState(false);
  return (
    <div className={classes['writing']} {...file.handlers} data-over={file.isOver} data-drop={t.drop}>
      <CannedList canned={canned} onManage={() => setManaging(true)} />
      <AttachedFile file={file} />
      <Field {...props} writing={writing} />
      <div className={classes['bar']}>
        <ModeSwitch mode={mode} canReply={canReply} onMode={onMode} />
        <div className={classes['tools']}>
          <Tools file={file} mode={mode} canReply={canReply} onInsert={caret.insert} />
        </div>
        {over > 0 && (
          <Text size="xs" c="red" role="status">
            {t.tooLong(over)}
          </Text>
        )}
        <div className={classes['send']}>
          <span className={classes['roomy']}>
            <SendOptions />
          </span>
          <SendButton mode={mode} isBusy={isBusy} isReady={isReady} onSend={submit} />
        </div>
      </div>
      <Suspense fallback={null}>{isManaging && <CannedManager onClose={() => setManaging(false)} />}</Suspense>
    </div>
  );
};
