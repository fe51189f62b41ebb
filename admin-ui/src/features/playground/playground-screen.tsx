import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useText } from '../../shared/i18n/dictionary.js';
import { playgroundWords } from '../../shared/i18n/playground.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { Screen, Section } from '../../shared/ui/screen.js';
import classes from './playground.module.css';
import { useRehearsal } from './rehearse.js';
import { Talk } from './talk.js';
import { Why } from './why.js';

type ComposerProps = {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onSend: () => void;
  readonly isBusy: boolean;
};

const Composer = ({ text, onText, onSend, isBusy }: ComposerProps) => {
  const t = useText(playgroundWords);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSend();
  };
  // Enter also ends a word in some writing systems; that one sends nothing.
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
  };
  return (
    <form className={classes['composer']} onSubmit={submit}>
      <Textarea
        className={classes['field']}
        aria-label={t.label}
        placeholder={t.placeholder}
        autosize
        maxRows={5}
        maxLength={4_096}
        dir="auto"
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <Button type="submit" loading={isBusy}>
        {t.send}
      </Button>
    </form>
  );
};

export const PlaygroundScreen = () => {
  const t = useText(playgroundWords);
  const [text, setText] = useState('');
  const [picked, pick] = useState<number | null>(null);
  const { exchanges, say, restart, error, isThinking } = useRehearsal(setText);
  const answered = exchanges.filter(({ answer }) => answer !== null);
  const chosen = exchanges.find(({ id }) => id === picked) ?? answered.at(-1) ?? null;
  const send = (said: string, choice?: Parameters<typeof say>[1]): void => {
    pick(null);
    setText('');
    say(said, choice ?? null);
  };
  const begin = (): void => {
    pick(null);
    restart();
  };
  return (
    <Screen
      title={t.title}
      text={t.text}
      width="wide"
      actions={
        <Button variant="default" onClick={begin} disabled={exchanges.length === 0}>
          {t.restart}
        </Button>
      }
    >
      <div className={classes['panes']}>
        <Section>
          <Talk exchanges={exchanges} chosen={chosen?.id ?? null} onChoose={pick} onSay={send} />
          <ProblemAlert error={error} />
          <Composer text={text} onText={setText} onSend={() => send(text)} isBusy={isThinking} />
        </Section>
        <Section title={t.whyTitle}>
          <Why answer={chosen?.answer ?? null} />
        </Section>
      </div>
    </Screen>
  );
};
