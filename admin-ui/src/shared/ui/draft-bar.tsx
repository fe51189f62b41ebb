import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconUsers } from '@tabler/icons-react';
import { useText } from '../i18n/dictionary.js';
import { draftWords } from '../i18n/draft.js';
import type { Draft } from '../lib/use-draft.js';
import { useUnsaved } from '../lib/use-unsaved.js';
import classes from './draft-bar.module.css';
import { ProblemAlert } from './problem-alert.js';

type Props<T extends object> = {
  readonly draft: Draft<T>;
  /** What the parts are called. */
  readonly names: { readonly [K in keyof T]?: string };
  /** The mutation that saves. */
  readonly save: { readonly error: unknown; readonly isPending: boolean; readonly isSuccess: boolean; reset(): void };
  readonly onSave: () => void;
};

const Clash = <T extends object>({ draft, names }: Pick<Props<T>, 'draft' | 'names'>) => {
  const t = useText(draftWords);
  const parts = draft.clashes.map((key) => names[key] ?? String(key)).join(' · ');
  return (
    <Alert role="alert" className={classes['clash']} icon={<IconUsers size={18} />} title={t.clashTitle}>
      <Stack gap="sm" align="flex-start">
        {t.clashText(parts)}
        <Group gap="xs">
          <Button size="compact-sm" onClick={draft.keepMine}>
            {t.keepMine}
          </Button>
          <Button size="compact-sm" variant="default" onClick={draft.takeTheirs}>
            {t.takeTheirs}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
};

/** Where the button was: a notice in the corner would lie over it, under the very pointer that pressed it. */
const Saved = () => {
  const t = useText(draftWords);
  return (
    <p className={classes['saved']} role="status">
      <IconCheck size={18} aria-hidden />
      {t.saved}
    </p>
  );
};

/** Stays in sight while something is not saved; says what stands in the way. Asks before the screen is left. */
export const DraftBar = <T extends object>({ draft, names, save, onSave }: Props<T>) => {
  const t = useText(draftWords);
  useUnsaved(draft.isDirty);
  if (!draft.isDirty) return save.isSuccess ? <Saved /> : null;
  const parts = (Object.keys(draft.changed) as (keyof T)[]).map((key) => names[key] ?? String(key));
  const isClashing = draft.clashes.length > 0;
  const discard = (): void => {
    draft.discard();
    save.reset();
  };
  return (
    <section className={classes['bar']} aria-label={t.bar}>
      {isClashing ? <Clash draft={draft} names={names} /> : <ProblemAlert error={save.error} />}
      <div className={classes['row']}>
        <Text size="sm" className={classes['text']}>
          {t.unsavedIn(parts.join(' · '))}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" onClick={discard} disabled={save.isPending}>
            {t.discard}
          </Button>
          <Button onClick={onSave} loading={save.isPending} disabled={isClashing}>
            {t.save}
          </Button>
        </Group>
      </div>
    </section>
  );
};
