import { Stack, TextInput } from '@mantine/core';
import type { Tenant } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { settingsWords } from '../../shared/i18n/settings.js';
import { LogoField } from '../../shared/ui/logo-field.js';
import { omitSchema } from '../../shared/ui/pick-schema.js';
import { SchemaForm } from '../../shared/ui/schema-form.js';
import { Section } from '../../shared/ui/screen.js';
import { errorsOfPart, type TabProps } from './form.js';

const NameFields = ({ draft, errors, disabled }: TabProps) => {
  const t = useText(settingsWords).profile;
  const { value, set, changed } = draft;
  return (
    <>
      <TextInput
        label={t.name}
        required
        dir="auto"
        maxLength={120}
        disabled={disabled}
        value={value.name}
        error={errors['name']}
        onChange={(event) => set({ ...value, name: event.currentTarget.value })}
      />
      <TextInput
        label={t.slug}
        description={changed.slug === undefined ? t.slugHint : t.slugWarning}
        required
        dir="ltr"
        maxLength={40}
        autoCapitalize="none"
        spellCheck={false}
        disabled={disabled}
        value={value.slug}
        error={errors['slug']}
        onChange={(event) => set({ ...value, slug: event.currentTarget.value.toLowerCase() })}
      />
    </>
  );
};

export const ProfileTab = (props: TabProps) => {
  const { draft, schemas, disabled } = props;
  const t = useText(settingsWords);
  const { value, set } = draft;
  const errors = errorsOfPart(props.errors, 'profile');
  const setProfile = (profile: object): void => set({ ...value, profile: profile as Tenant['profile'] });
  return (
    <Section title={t.profile.title} text={t.profile.text}>
      <Stack gap="md">
        <NameFields {...props} />
        <LogoField
          value={value.profile.logo}
          onChange={(logo) => setProfile({ ...value.profile, logo })}
          error={errors['logo']}
          disabled={disabled}
        />
        <SchemaForm
          schema={omitSchema(schemas.profile, ['logo'])}
          value={value.profile}
          onChange={setProfile}
          errors={errors}
          words={t.fields}
          disabled={disabled}
        />
      </Stack>
    </Section>
  );
};
