import { Stack, Text } from '@mantine/core';
import { useText } from '../../shared/i18n/dictionary.js';
import { widgetWords } from '../../shared/i18n/widget.js';
import { LogoField } from '../../shared/ui/logo-field.js';
import { Section } from '../../shared/ui/screen.js';
import { Choice } from './choice.js';
import { isColour } from './colour.js';
import { ColourField } from './colour-field.js';
import { setterOf, type TabProps } from './form.js';
import { ThemeCards } from './theme-cards.js';

export const LookTab = ({ draft, errors, disabled }: TabProps) => {
  const t = useText(widgetWords).look;
  const { value } = draft;
  const set = setterOf(draft);
  const choice = { disabled };
  return (
    <Section title={t.title}>
      <Stack gap="lg">
        <ThemeCards
          value={value.theme}
          primary={isColour(value.primaryColour) ? value.primaryColour : '#0f766e'}
          onChange={(theme) => set('theme', theme)}
          disabled={disabled}
        />
        <ColourField
          value={value.primaryColour}
          onChange={(colour) => set('primaryColour', colour)}
          error={errors['primaryColour']}
          disabled={disabled}
        />
        <Choice
          {...choice}
          label={t.scheme}
          value={value.scheme}
          words={t.schemes}
          onChange={(it) => set('scheme', it)}
        />
        <Choice {...choice} label={t.font} value={value.font} words={t.fonts} onChange={(it) => set('font', it)} />
        <Choice
          {...choice}
          label={t.side}
          value={value.position}
          words={t.sides}
          onChange={(it) => set('position', it)}
        />
        <Choice {...choice} label={t.size} value={value.size} words={t.sizes} onChange={(it) => set('size', it)} />
        <div>
          <LogoField
            value={value.logo}
            onChange={(logo) => set('logo', logo as typeof value.logo)}
            error={errors['logo']}
            disabled={disabled}
          />
          <Text size="sm" c="dimmed">
            {t.logoHint}
          </Text>
        </div>
      </Stack>
    </Section>
  );
};
