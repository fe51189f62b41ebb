import { ActionIcon, Group, Select, Stack } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { HTMLAttributes } from 'react';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { flowsWords } from '../../shared/i18n/flows.js';
import { localized } from '../../shared/i18n/format.js';
import { MoveButtons } from '../../shared/ui/move-buttons.js';
import { TextPair } from '../../shared/ui/text-pair.js';
import { ActionFields } from './action-fields.js';
import type { FlowAction, FlowNode, FlowOption, Targets } from './data.js';
import { emptyAction } from './model/flow-draft.js';
import type { Faults } from './model/flow-faults.js';
import classes from './step-card.module.css';

export type OptionProps = {
  readonly option: FlowOption;
  readonly at: number;
  readonly count: number;
  readonly nodes: readonly FlowNode[];
  readonly faults: Faults;
  /** Of this button, as the faults name it. */
  readonly path: string;
  readonly targets: Targets;
  readonly isOver: boolean;
  readonly place: HTMLAttributes<HTMLElement>;
  readonly handle: HTMLAttributes<HTMLSpanElement> & { readonly draggable: boolean };
  readonly onMove: (to: number) => void;
  readonly onChange: (option: FlowOption) => void;
  readonly onNewStep: () => void;
  readonly onRemove: () => void;
};

const kinds = ['answer', 'menu', 'faq', 'form', 'hand_over', 'whatsapp', 'link'] as const satisfies FlowAction['do'][];

const Does = ({ option, onChange }: Pick<OptionProps, 'option' | 'onChange'>) => {
  const t = useText(flowsWords);
  return (
    <Select
      label={t.does}
      size="sm"
      data={kinds.map((value) => ({ value, label: t.actions[value] }))}
      value={option.action.do}
      allowDeselect={false}
      onChange={(raw) => {
        const kind = kinds.find((each) => each === raw);
        if (kind !== undefined && kind !== option.action.do) onChange({ ...option, action: emptyAction(kind) });
      }}
    />
  );
};

/** One button: its words, what it does, its place. */
export const OptionRow = (props: OptionProps) => {
  const { option, at, count, faults, path, isOver, place, handle, onMove, onChange, onRemove } = props;
  const t = useText(flowsWords);
  const language = useLanguage();
  const name = localized(option.label, language) || t.button(at + 1);
  return (
    <fieldset className={classes['option']} data-over={isOver || undefined} aria-label={name} {...place}>
      <Stack gap="sm">
        <div className={classes['row']}>
          <TextPair
            label={`${t.button(at + 1)}: ${t.label}`}
            value={option.label}
            maxLength={40}
            onChange={(label) => onChange({ ...option, label })}
            error={faults.has(`${path}.label`) ? t.faults.text : undefined}
          />
          <Group gap={2} wrap="nowrap">
            <MoveButtons name={name} at={at} count={count} onMove={onMove} handle={handle} />
            <ActionIcon variant="subtle" color="gray" aria-label={t.removeButton(name)} onClick={onRemove}>
              <IconTrash size={17} />
            </ActionIcon>
          </Group>
        </div>
        <Does option={option} onChange={onChange} />
        <ActionFields {...props} />
      </Stack>
    </fieldset>
  );
};
