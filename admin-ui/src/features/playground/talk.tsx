import { Button, Group, Text } from '@mantine/core';
import { IconMessageChatbot } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatShare } from '../../shared/i18n/format.js';
import { playgroundWords } from '../../shared/i18n/playground.js';
import { EmptyState } from '../../shared/ui/states.js';
import classes from './playground.module.css';
import type { Choice, Exchange, Rehearsal } from './rehearse.js';

type AnswerProps = {
  readonly answer: Rehearsal;
  readonly isLast: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onTap: (choice: Choice) => void;
};

const Answer = ({ answer, isLast, isChosen, onChoose, onTap }: AnswerProps) => {
  const t = useText(playgroundWords);
  const language = useLanguage();
  const choices = answer.replies.at(-1)?.choices ?? [];
  return (
    <div className={classes['answer']}>
      <Text size="xs" c="dimmed">
        {t.assistant}
      </Text>
      {answer.replies.map(({ text }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the replies of one answer never change
        <div key={n} className={classes['bubble']} dir="auto">
          {text}
        </div>
      ))}
      {answer.replies.length === 0 && <div className={classes['silence']}>{t.nothingSaid}</div>}
      {isLast && choices.length > 0 && (
        <Group gap="xs">
          {choices.map((choice) => (
            <Button key={choice.id} variant="light" size="compact-md" radius="xl" onClick={() => onTap(choice)}>
              <span dir="auto">{choice.label}</span>
            </Button>
          ))}
        </Group>
      )}
      <Button variant="subtle" size="compact-xs" aria-pressed={isChosen} onClick={onChoose}>
        {`${t.why} · ${t.said(formatShare(answer.confidence, language))}`}
      </Button>
    </div>
  );
};

type Props = {
  readonly exchanges: readonly Exchange[];
  readonly chosen: number | null;
  readonly onChoose: (id: number) => void;
  readonly onSay: (text: string, choice?: Choice) => void;
};

const Beginning = ({ onSay }: Pick<Props, 'onSay'>) => {
  const t = useText(playgroundWords);
  return (
    <EmptyState
      icon={IconMessageChatbot}
      title={t.emptyTitle}
      text={t.emptyText}
      action={
        <Group justify="center" gap="xs">
          {t.examples.map((text) => (
            <Button key={text} variant="light" radius="xl" onClick={() => onSay(text)}>
              {text}
            </Button>
          ))}
        </Group>
      }
    />
  );
};

export const Talk = ({ exchanges, chosen, onChoose, onSay }: Props) => {
  const t = useText(playgroundWords);
  const end = useRef<HTMLDivElement>(null);
  const count = exchanges.filter(({ answer }) => answer !== null).length + exchanges.length;
  // What was just said is what one wants to see.
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);
  if (exchanges.length === 0) return <Beginning onSay={onSay} />;
  return (
    <div className={classes['talk']} role="log" aria-label={t.title}>
      {exchanges.map(({ id, said, answer }) => (
        <div key={id} className={classes['exchange']}>
          <div className={classes['said']} dir="auto">
            {said}
          </div>
          {answer === null ? (
            <div className={classes['thinking']} aria-hidden>
              …
            </div>
          ) : (
            <Answer
              answer={answer}
              isLast={id === exchanges.length}
              isChosen={id === chosen}
              onChoose={() => onChoose(id)}
              onTap={(choice) => onSay(choice.label, choice)}
            />
          )}
        </div>
      ))}
      <div ref={end} />
    </div>
  );
};
