import type { z } from 'zod';
import type { FormDto } from '#adapters/http/contract/form';
import { presentLocalized } from '#adapters/http/present/present-money';
import type { Form } from '#domain/leads/form';

export const presentForm = (form: Form): z.input<typeof FormDto> => ({
  id: form.id,
  name: form.name,
  title: presentLocalized(form.title),
  fields: form.fields.map(({ key, type, label, required, options }) => ({
    key,
    type,
    label: presentLocalized(label),
    required,
    options: options.map(presentLocalized),
  })),
  submitLabel: presentLocalized(form.submitLabel),
  thanks: presentLocalized(form.thanks),
  externalUrl: form.externalUrl,
  notify: [...form.notify],
  asksInChat: form.asksInChat ?? false,
  status: form.status,
  createdAt: form.createdAt.toISOString(),
  version: form.version,
});
