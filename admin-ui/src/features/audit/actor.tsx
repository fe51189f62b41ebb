import { Text } from '@mantine/core';
import { useNameOf } from '../../shared/api/team.js';
import { auditWords } from '../../shared/i18n/audit.js';
import { useText } from '../../shared/i18n/dictionary.js';

type Kinds = (typeof auditWords)['en']['kinds'];

const kindOf = (kind: string, kinds: Kinds): string => (kind in kinds ? kinds[kind as keyof Kinds] : kinds.other);

/** `human:usr_…` or `system:delivery`: the name where we know one, else the kind in words; then the id. */
export const Actor = ({ actor }: { readonly actor: string }) => {
  const t = useText(auditWords);
  const nameOf = useNameOf();
  const [kind = '', who = ''] = actor.split(':');
  const name = kind === 'human' ? nameOf(who) : null;
  return (
    <div>
      <Text size="sm" dir="auto">
        {name ?? kindOf(kind, t.kinds)}
      </Text>
      {who !== '' && (
        <Text size="xs" c="dimmed" ff="monospace" dir="ltr" style={{ overflowWrap: 'anywhere' }}>
          {who}
        </Text>
      )}
    </div>
  );
};
