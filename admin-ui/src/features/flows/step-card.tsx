import { ActionIcon, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { HTMLAttributes } from 'react';
import { useText } from '../../shared/i18n/dictionary.js';
import { flowsWords } from '../../shared/i18n/flows.js';
import { moved } from '../../shared/lib/moved.js';
import { useReorder } from '../../shared/lib/use-reorder.js';
import { LocalizedInput } from '../../shared/ui/localized-input.js';
import { MoveButtons } from '../../shared/ui/move-buttons.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import type { FlowNode, FlowOption, Targets } from './data.js';
import { emptyAction, freeId, withOption } from './model/flow-draft.js';
import type { Faults } from './model/flow-faults.js';
import { OptionRow } from './option-row.js';
import classes from './step-card.module.css';

type Props = {
  readonly node: FlowNode;
  readonly at: number;
  readonly nodes: readonly FlowNode[];
  readonly faults: Faults;
  readonly targets: Targets;
  readonly isOver: boolean;
  readonly place: HTMLAttributes<HTMLElement>;
  readonly handle: HTMLAttributes<HTMLSpanElement> & { readonly draggable: boolean };
  readonly onMove: (to: number) => void;
  readonly onChange: (node: FlowNode) => void;
  /** Adds a step and tells this one its name. */
  readonly onNewStep: (next: (step: string) => FlowNode) => void;
  readonly onRemove: () => void;
};

const Head = ({ node, at, nodes, handle, onMove, onRemove }: Props) => {
  const t = useText(flowsWords);
  const name = t.stepNo(at + 1);
  return (
    <Group justify="space-between" gap="xs" mb="sm">
      <Group gap="xs">
        <Title order={2} size="h3" id={`${node.id}-title`}>
          {name}
        </Title>
        {at === 0 && <StatusBadge tone="info">{t.first}</StatusBadge>}
      </Group>
      <Group gap={2} wrap="nowrap">
        <MoveButtons name={name} at={at} count={nodes.length} onMove={onMove} handle={handle} />
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t.removeStep(name)}
          disabled={nodes.length === 1}
          onClick={onRemove}
        >
          <IconTrash size={17} />
        </ActionIcon>
      </Group>
    </Group>
  );
};

const Buttons = (props: Props) => {
  const { node, at, nodes, faults, targets, onChange, onNewStep } = props;
  const t = useText(flowsWords);
  const set = (options: readonly FlowOption[]): void => onChange({ ...node, options: [...options] });
  const reorder = useReorder<FlowOption>(`button-${node.id}`, node.options, set);
  const add = (): void =>
    set([...node.options, { id: freeId('button', nodes), label: {}, action: emptyAction('answer') }]);
  return (
    <Stack gap="sm">
      <Text fw={600} size="sm">
        {t.buttons}
      </Text>
      {node.options.map((option, n) => (
        <OptionRow
          key={option.id}
          option={option}
          at={n}
          count={node.options.length}
          nodes={nodes}
          faults={faults}
          path={`nodes.${at}.options.${n}`}
          targets={targets}
          isOver={reorder.over === n}
          place={reorder.place(n)}
          handle={reorder.handle(n)}
          onMove={(to) => set(moved(node.options, n, to))}
          onChange={(next) => onChange(withOption(node, next))}
          onNewStep={() => onNewStep((step) => withOption(node, { ...option, action: { do: 'menu', node: step } }))}
          onRemove={() => set(node.options.filter(({ id }) => id !== option.id))}
        />
      ))}
      {faults.has(`nodes.${at}.options`) && (
        <Text size="sm" c="var(--mantine-color-error)">
          {t.faults.options}
        </Text>
      )}
      <div>
        <Button
          variant="subtle"
          size="sm"
          leftSection={<IconPlus size={15} />}
          disabled={node.options.length >= 10}
          onClick={add}
        >
          {t.addButton}
        </Button>
      </div>
    </Stack>
  );
};

/** One step: what it says and the buttons below it. */
export const StepCard = (props: Props) => {
  const { node, at, faults, isOver, place, onChange } = props;
  const t = useText(flowsWords);
  return (
    <section
      className={classes['card']}
      data-over={isOver || undefined}
      data-first={at === 0 || undefined}
      aria-labelledby={`${node.id}-title`}
      {...place}
    >
      <Head {...props} />
      <Stack gap="md">
        {faults.has(`nodes.${at}`) && (
          <Text size="sm" c="var(--mantine-color-error)">
            {t.faults.lonely}
          </Text>
        )}
        <LocalizedInput
          label={t.says}
          value={node.text}
          onChange={(text) => onChange({ ...node, text })}
          multiline
          maxLength={1_000}
          required
          error={faults.has(`nodes.${at}.text`) ? t.faults.text : undefined}
        />
        <Buttons {...props} />
      </Stack>
    </section>
  );
};
