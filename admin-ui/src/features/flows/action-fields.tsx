import { Select, Stack, TextInput } from '@mantine/core';
import { useText } from '../../shared/i18n/dictionary.js';
import { flowsWords } from '../../shared/i18n/flows.js';
import { LocalizedInput } from '../../shared/ui/localized-input.js';
import type { FlowAction } from './data.js';
import type { OptionProps } from './option-row.js';
import { useStepName } from './use-step-name.js';

type Props<K extends FlowAction['do']> = Pick<OptionProps, 'nodes' | 'targets' | 'onNewStep'> & {
  readonly action: Extract<FlowAction, { do: K }>;
  readonly onAction: (action: FlowAction) => void;
  readonly errorAt: (part: string) => string | undefined;
};

const newStep = '+';

const MenuFields = ({ action, nodes, onAction, onNewStep, errorAt }: Props<'menu'>) => {
  const t = useText(flowsWords);
  const stepName = useStepName(nodes);
  return (
    <Select
      label={t.goTo}
      size="sm"
      data={[...nodes.map(({ id }) => ({ value: id, label: stepName(id) })), { value: newStep, label: t.newStep }]}
      value={nodes.some(({ id }) => id === action.node) ? action.node : null}
      allowDeselect={false}
      error={errorAt('node')}
      onChange={(node) => (node === newStep ? onNewStep() : node !== null && onAction({ do: 'menu', node }))}
    />
  );
};

const FaqFields = ({ action, targets, onAction, errorAt }: Props<'faq'>) => {
  const t = useText(flowsWords);
  return (
    <Select
      label={t.faq}
      size="sm"
      searchable
      data={targets.faqs.map(({ id, questions }) => ({ value: id as string, label: questions[0] ?? id }))}
      value={action.faq === '' ? null : action.faq}
      nothingFoundMessage={t.noFaqs}
      error={errorAt('faq')}
      onChange={(faq) => faq !== null && onAction({ do: 'faq', faq: faq as typeof action.faq })}
    />
  );
};

const FormFields = ({ action, targets, onAction, errorAt }: Props<'form'>) => {
  const t = useText(flowsWords);
  return (
    <Select
      label={t.form}
      description={t.formHint}
      size="sm"
      searchable
      data={targets.forms.map(({ id, name }) => ({ value: id as string, label: name }))}
      value={action.form === '' ? null : action.form}
      nothingFoundMessage={t.noForms}
      error={errorAt('form')}
      onChange={(form) => form !== null && onAction({ do: 'form', form: form as typeof action.form })}
    />
  );
};

const WhatsappFields = ({ action, onAction, errorAt }: Props<'whatsapp'>) => {
  const t = useText(flowsWords);
  return (
    <Stack gap="sm">
      <TextInput
        label={t.phone}
        description={t.phoneHint}
        size="sm"
        type="tel"
        dir="ltr"
        maxLength={32}
        value={action.phone}
        error={errorAt('phone')}
        onChange={(event) => onAction({ ...action, phone: event.currentTarget.value })}
      />
      <LocalizedInput
        label={t.prefilled}
        value={action.text}
        onChange={(text) => onAction({ ...action, text })}
        maxLength={500}
      />
    </Stack>
  );
};

const LinkFields = ({ action, onAction, errorAt }: Props<'link'>) => {
  const t = useText(flowsWords);
  return (
    <TextInput
      label={t.url}
      description={t.urlHint}
      size="sm"
      type="url"
      dir="ltr"
      maxLength={500}
      value={action.url}
      error={errorAt('url')}
      onChange={(event) => onAction({ do: 'link', url: event.currentTarget.value })}
    />
  );
};

const AnswerFields = ({ action, onAction, errorAt }: Props<'answer'>) => {
  const t = useText(flowsWords);
  return (
    <LocalizedInput
      label={t.answer}
      value={action.text}
      onChange={(text) => onAction({ do: 'answer', text })}
      multiline
      maxLength={2_000}
      error={errorAt('text')}
    />
  );
};

const useErrorAt = ({ faults, path }: Pick<OptionProps, 'faults' | 'path'>) => {
  const t = useText(flowsWords);
  return (part: string): string | undefined => {
    const kind = faults.get(`${path}.action.${part}`);
    return kind === undefined ? undefined : t.faults[kind];
  };
};

/** What a button needs to know to do what it does. */
export const ActionFields = (props: OptionProps) => {
  const { option, nodes, targets, onNewStep, onChange } = props;
  const { action } = option;
  const errorAt = useErrorAt(props);
  const rest = {
    nodes,
    targets,
    onNewStep,
    errorAt,
    onAction: (next: FlowAction) => onChange({ ...option, action: next }),
  };
  switch (action.do) {
    case 'answer':
      return <AnswerFields {...rest} action={action} />;
    case 'menu':
      return <MenuFields {...rest} action={action} />;
    case 'faq':
      return <FaqFields {...rest} action={action} />;
    case 'form':
      return <FormFields {...rest} action={action} />;
    case 'whatsapp':
      return <WhatsappFields {...rest} action={action} />;
    case 'link':
      return <LinkFields {...rest} action={action} />;
    case 'hand_over':
      return null;
  }
};
