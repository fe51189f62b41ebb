import { Input } from '@mantine/core';
import { useId } from 'react';
import { useText } from '../../shared/i18n/dictionary.js';
import { widgetWords } from '../../shared/i18n/widget.js';
import type { WidgetParts } from './data.js';
import classes from './widget.module.css';

type Theme = WidgetParts['theme'];

/** Surface, soft surface and words of each theme by day and by night, as its style sheet has them. */
const surfaces: Readonly<Record<Theme, { readonly light: readonly string[]; readonly dark: readonly string[] }>> = {
  classic: { light: ['#fff', '#f0f4f3', '#15201f'], dark: ['#141a1c', '#222b2d', '#edf3f2'] },
  midnight: { light: ['#f8f9fd', '#e9edf8', '#131a35'], dark: ['#0d1226', '#1b2342', '#eef1ff'] },
  sand: { light: ['#fdfaf5', '#f4ecdf', '#2b2117'], dark: ['#1d1813', '#2e261d', '#f6eee3'] },
  contrast: { light: ['#fff', '#fff', '#000'], dark: ['#000', '#000', '#fff'] },
};
const themes = Object.keys(surfaces) as Theme[];

type SwatchProps = { readonly colours: readonly string[]; readonly primary: string };

/** Two bubbles on the theme's surface. */
const Swatch = ({ colours: [surface, soft, words], primary }: SwatchProps) => (
  <span className={classes['swatch']} style={{ background: surface }}>
    <i style={{ background: soft, borderColor: words }} />
    <i style={{ background: primary, borderColor: primary }} />
  </span>
);

type Props = {
  readonly value: Theme;
  readonly primary: string;
  readonly onChange: (theme: Theme) => void;
  readonly disabled: boolean;
};

/** One of the looks: radio buttons that show what they stand for. */
export const ThemeCards = ({ value, primary, onChange, disabled }: Props) => {
  const t = useText(widgetWords).look;
  const name = useId();
  return (
    <Input.Wrapper size="md" label={t.theme} labelElement="div">
      <div className={classes['themes']} role="radiogroup" aria-label={t.theme}>
        {themes.map((theme) => (
          <label key={theme} className={classes['theme']}>
            <input
              type="radio"
              name={name}
              value={theme}
              checked={theme === value}
              disabled={disabled}
              onChange={() => onChange(theme)}
            />
            <span className={classes['swatches']} aria-hidden>
              <Swatch colours={surfaces[theme].light} primary={primary} />
              <Swatch colours={surfaces[theme].dark} primary={primary} />
            </span>
            <span>{t.themes[theme]}</span>
          </label>
        ))}
      </div>
    </Input.Wrapper>
  );
};
