import { Input, SegmentedControl, SimpleGrid, Switch, useMantineColorScheme } from '@mantine/core';
import { accountWords } from '../../shared/i18n/account.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { shellWords } from '../../shared/i18n/shell.js';
import { prefer, usePreferences } from '../../shared/lib/preferences.js';
import { Section } from '../../shared/ui/screen.js';

const SchemeChoice = () => {
  const t = useText(accountWords).look;
  const { scheme } = useText(shellWords);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Input.Wrapper label={t.scheme} labelElement="div">
      <SegmentedControl
        fullWidth
        mt={6}
        aria-label={t.scheme}
        value={colorScheme}
        onChange={(next) => setColorScheme(next === 'light' || next === 'dark' ? next : 'auto')}
        data={[
          { value: 'light', label: scheme.light },
          { value: 'dark', label: scheme.dark },
          { value: 'auto', label: scheme.auto },
        ]}
      />
    </Input.Wrapper>
  );
};

/** Kept in this browser. */
export const LookSection = () => {
  const t = useText(accountWords);
  const { language, shortcuts } = usePreferences();
  return (
    <>
      <Section title={t.look.title}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Input.Wrapper label={t.look.language} labelElement="div">
            <SegmentedControl
              fullWidth
              mt={6}
              aria-label={t.look.language}
              value={language}
              onChange={(next) => prefer({ language: next === 'ar' ? 'ar' : 'en' })}
              data={[
                { value: 'en', label: 'English' },
                { value: 'ar', label: 'العربية' },
              ]}
            />
          </Input.Wrapper>
          <SchemeChoice />
        </SimpleGrid>
      </Section>
      <Section title={t.keys.title}>
        <Switch
          label={t.keys.single}
          description={t.keys.hint}
          checked={shortcuts}
          onChange={(event) => prefer({ shortcuts: event.currentTarget.checked })}
        />
      </Section>
    </>
  );
};
