import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { assistantsWords } from '../../shared/i18n/assistants.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { Section } from '../../shared/ui/screen.js';
import type { PartProps } from './behaviour-fields.js';
import type { Config } from './data.js';

type Synonyms = Config['synonyms'];

const written = (synonyms: Synonyms): string => synonyms.map(({ word, means }) => `${word} = ${means}`).join('\n');

/** `null`: some line has no two sides. */
const readSynonyms = (text: string): Synonyms | null => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const pairs = lines.map((line) => line.split('=').map((side) => side.trim()));
  if (pairs.some(([word = '', means = '', ...rest]) => word === '' || means === '' || rest.length > 0)) return null;
  return pairs.map(([word = '', means = '']) => ({ word, means }));
};

export const SynonymFields = ({ config, onChange, disabled }: PartProps) => {
  const t = useText(assistantsWords);
  const [text, setText] = useState(written(config.synonyms));
  const isWrong = readSynonyms(text) === null;
  const change = (next: string): void => {
    setText(next);
    const synonyms = readSynonyms(next);
    if (synonyms !== null) onChange({ ...config, synonyms });
  };
  return (
    <Section title={t.synonyms} text={t.synonymsText}>
      <Textarea
        aria-label={t.synonyms}
        placeholder={t.synonymsHint}
        autosize
        minRows={3}
        dir="auto"
        disabled={disabled}
        value={text}
        error={isWrong ? t.synonymsWrong : null}
        onChange={(event) => change(event.currentTarget.value)}
      />
    </Section>
  );
};
