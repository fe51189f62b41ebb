import { Stack, Textarea, TextInput } from '@mantine/core';
import { useText } from '../../shared/i18n/dictionary.js';
import { leadsWords } from '../../shared/i18n/leads.js';
import type { Lead, LeadFields } from './data.js';

/** The contact as typed. */
export type ContactDraft = {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly intent: string;
};

export const contactOf = (lead: Lead | null): ContactDraft => ({
  name: lead?.name ?? '',
  email: lead?.email ?? '',
  phone: lead?.phone ?? '',
  intent: lead?.intent ?? '',
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

export const fieldsOf = ({ name, email, phone, intent }: ContactDraft): LeadFields => ({
  name: orNull(name),
  email: orNull(email),
  phone: orNull(phone),
  intent: intent.trim(),
});

type Props = {
  readonly draft: ContactDraft;
  readonly onChange: (change: Partial<ContactDraft>) => void;
  readonly errors: Readonly<Record<string, string>>;
};

export const ContactFields = ({ draft, onChange, errors }: Props) => {
  const t = useText(leadsWords);
  return (
    <Stack gap="sm">
      <TextInput
        label={t.name}
        value={draft.name}
        maxLength={120}
        dir="auto"
        error={errors['name']}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        data-autofocus
      />
      <TextInput
        label={t.email}
        type="email"
        dir="ltr"
        value={draft.email}
        maxLength={254}
        error={errors['email']}
        onChange={(event) => onChange({ email: event.currentTarget.value })}
      />
      <TextInput
        label={t.phone}
        type="tel"
        dir="ltr"
        value={draft.phone}
        maxLength={32}
        error={errors['phone']}
        onChange={(event) => onChange({ phone: event.currentTarget.value })}
      />
      <Textarea
        label={t.intent}
        value={draft.intent}
        maxLength={2_000}
        dir="auto"
        autosize
        minRows={2}
        maxRows={8}
        error={errors['intent']}
        onChange={(event) => onChange({ intent: event.currentTarget.value })}
      />
    </Stack>
  );
};
