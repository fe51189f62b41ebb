import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { TenantFunction } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { functionWords } from '../../shared/i18n/functions.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { tryFunction } from './data.js';
import { Outcome } from './outcome.js';

type Value = string | number | boolean;
type Schema = TenantFunction['parameters']['properties'][string];
type ArgumentProps = {
  readonly name: string;
  readonly schema: Schema;
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
};

/** One argument, asked for as its schema says. */
const Argument = ({ name, schema, value, onChange }: ArgumentProps) => {
  const t = useText(functionWords);
  const about = { label: t.argument(name), description: schema.description };
  if (schema.type === 'boolean')
    return <Checkbox {...about} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
  if (schema.type === 'integer')
    return (
      <NumberInput
        {...about}
        min={schema.minimum}
        max={schema.maximum}
        allowDecimal={false}
        onChange={(next) => onChange(Number(next))}
      />
    );
  if (schema.enum !== undefined)
    return <Select {...about} data={schema.enum} onChange={(next) => onChange(next ?? '')} />;
  return (
    <TextInput
      {...about}
      dir="auto"
      maxLength={schema.maxLength}
      value={String(value ?? '')}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
};

const TryForm = ({ tried }: { readonly tried: TenantFunction }) => {
  const t = useText(functionWords);
  const [values, setValues] = useState<Readonly<Record<string, Value>>>({});
  const ask = useMutation({ mutationFn: () => tryFunction(tried.id, values) });
  const said = Object.values(ask.data?.says ?? {});
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate();
      }}
    >
      <Stack>
        {Object.entries(tried.parameters.properties).map(([name, schema]) => (
          <Argument
            key={name}
            name={name}
            schema={schema}
            value={values[name]}
            onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
          />
        ))}
        <Group justify="flex-end">
          <Button type="submit" loading={ask.isPending}>
            {t.ask}
          </Button>
        </Group>
        <ProblemAlert error={ask.error} />
        <div role="status">
          {ask.data !== undefined && (
            <Stack gap="xs">
              <Group gap="xs">
                <Outcome outcome={ask.data.outcome} status={ask.data.status} />
                <Text size="sm">{t.took(ask.data.tookMs)}</Text>
              </Group>
              <Text fw={600}>{said.length > 0 ? t.says : t.nothing}</Text>
              {said.map((words) => (
                <Text key={words} dir="auto">
                  {words}
                </Text>
              ))}
            </Stack>
          )}
        </div>
      </Stack>
    </form>
  );
};

/** Asks it now and shows what a customer would read. */
export const TryDialog = ({
  tried,
  onClose,
}: {
  readonly tried: TenantFunction | null;
  readonly onClose: () => void;
}) => {
  const t = useText(functionWords);
  const common = useText(uiWords);
  return (
    <Modal
      opened={tried !== null}
      onClose={onClose}
      title={`${t.tryOut}: ${tried?.name ?? ''}`}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {tried !== null && <TryForm key={tried.id} tried={tried} />}
    </Modal>
  );
};
