import { Button, Group, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { auditWords } from '../../shared/i18n/audit.js';
import { useText } from '../../shared/i18n/dictionary.js';
import type { AuditSearch } from './data.js';

type Props = { readonly search: AuditSearch; readonly onChange: (change: AuditSearch) => void };

type WordProps = {
  readonly label: string;
  readonly hint: string;
  readonly value: string | undefined;
  readonly onSettled: (value: string | undefined) => void;
};

/** Asks the server when the typing pauses, not at each letter. */
const Word = ({ label, hint, value, onSettled }: WordProps) => {
  const [typed, setTyped] = useState(value ?? '');
  const settle = useDebouncedCallback((text: string) => onSettled(text.trim() === '' ? undefined : text.trim()), 350);
  return (
    <TextInput
      label={label}
      placeholder={hint}
      value={typed}
      maxLength={64}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        settle(currentTarget.value);
      }}
    />
  );
};

type DayProps = Omit<WordProps, 'hint'>;

const Day = ({ label, value, onSettled }: DayProps) => (
  <TextInput
    type="date"
    label={label}
    value={value ?? ''}
    onChange={({ currentTarget: { value: day } }) => onSettled(day === '' ? undefined : day)}
  />
);

export const Filters = ({ search, onChange }: Props) => {
  const t = useText(auditWords);
  // Cleared fields start anew, whatever was typed into them.
  const [round, setRound] = useState(0);
  const clear = (): void => {
    setRound(round + 1);
    onChange({ action: undefined, target: undefined, actor: undefined, from: undefined, until: undefined });
  };
  return (
    <Group key={round} align="flex-end" gap="sm">
      <Word label={t.action} hint={t.actionHint} value={search.action} onSettled={(action) => onChange({ action })} />
      <Word label={t.target} hint={t.targetHint} value={search.target} onSettled={(target) => onChange({ target })} />
      <Day label={t.from} value={search.from} onSettled={(from) => onChange({ from })} />
      <Day label={t.until} value={search.until} onSettled={(until) => onChange({ until })} />
      {Object.values<string | undefined>(search).some((value) => value !== undefined) && (
        <Button variant="subtle" onClick={clear}>
          {t.clear}
        </Button>
      )}
    </Group>
  );
};
