import { Text, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useText } from '../../shared/i18n/dictionary.js';
import { widgetWords } from '../../shared/i18n/widget.js';
import { isColour, leastForShapes, verdictOn } from './colour.js';
import classes from './widget.module.css';

type Props = {
  readonly value: string;
  readonly onChange: (colour: string) => void;
  readonly error: string | undefined;
  readonly disabled: boolean;
};

/** Whether words and the button can be made out in that colour. */
const Verdict = ({ colour, id }: { readonly colour: string; readonly id: string }) => {
  const t = useText(widgetWords).look;
  const { ink, inkRatio, onWhite } = verdictOn(colour);
  const say = ink === 'white' ? t.inkWhite : t.inkBlack;
  const isFaint = onWhite < leastForShapes;
  return (
    <div id={id} role="status">
      <Text size="sm" c="dimmed" mt={6}>
        {say(inkRatio.toFixed(1))}
      </Text>
      {isFaint && (
        <Text size="sm" mt={4} className={classes['warning']}>
          {t.faint(onWhite.toFixed(1))}
        </Text>
      )}
    </div>
  );
};

/** Typed, or picked with the browser's own means. */
export const ColourField = ({ value, onChange, error, disabled }: Props) => {
  const t = useText(widgetWords).look;
  const id = useId();
  const isValid = isColour(value);
  return (
    <div>
      <TextInput
        label={t.colour}
        dir="ltr"
        maxLength={7}
        spellCheck={false}
        value={value}
        disabled={disabled}
        aria-describedby={isValid ? id : undefined}
        error={isValid ? error : t.wrongColour}
        onChange={(event) => onChange(event.currentTarget.value)}
        leftSection={
          <input
            type="color"
            className={classes['picker']}
            aria-label={t.pick}
            disabled={disabled}
            value={isValid ? value.toLowerCase() : '#0f766e'}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        }
        leftSectionPointerEvents="auto"
      />
      {isValid && <Verdict colour={value} id={id} />}
    </div>
  );
};
