import { PasswordInput, type PasswordInputProps, Progress, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import { useText } from '../i18n/dictionary.js';
import { entryWords } from '../i18n/entry.js';
import { minLength, type Strength, strengthOf } from '../lib/password-strength.js';

const filled: Readonly<Record<Strength, number>> = {
  empty: 0,
  short: 25,
  long: 25,
  guessable: 40,
  fair: 70,
  strong: 100,
};
const colours: Readonly<Record<Strength, string>> = {
  empty: 'gray',
  short: 'orange.6',
  long: 'orange.6',
  guessable: 'orange.6',
  fair: 'brand.5',
  strong: 'brand.7',
};

export const PasswordField = (props: PasswordInputProps) => {
  const t = useText(entryWords);
  return <PasswordInput dir="ltr" {...props} visibilityToggleButtonProps={{ 'aria-label': t.show, tabIndex: 0 }} />;
};

/** A password to be chosen: how good it is stands below it in words. */
export const NewPasswordField = (props: PasswordInputProps) => {
  const t = useText(entryWords).strength;
  const hint = useId();
  const password = typeof props.value === 'string' ? props.value : '';
  const strength = strengthOf(password);
  const words = strength === 'short' ? t.short(minLength - password.length) : t[strength];
  return (
    <Stack gap={6}>
      <PasswordField autoComplete="new-password" {...props} aria-describedby={hint} />
      <Progress value={filled[strength]} color={colours[strength]} size={4} aria-hidden />
      <Text size="sm" c="dimmed" id={hint} aria-live="polite">
        {words}
      </Text>
    </Stack>
  );
};
