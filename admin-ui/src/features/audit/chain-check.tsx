import { Alert, Button, Text } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { auditWords } from '../../shared/i18n/audit.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import type { AuditScope } from './data.js';
import { verifyAudit } from './data.js';

export const useChainCheck = (scope: AuditScope) => useMutation({ mutationFn: () => verifyAudit(scope) });

export const ChainButton = ({ check }: { readonly check: ReturnType<typeof useChainCheck> }) => {
  const t = useText(auditWords);
  return (
    <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
      {t.verify}
    </Button>
  );
};

/** What the check found, with the fingerprint a careful admin keeps. */
export const ChainVerdict = ({ check }: { readonly check: ReturnType<typeof useChainCheck> }) => {
  const t = useText(auditWords);
  const { data, error } = check;
  if (data === undefined) return <ProblemAlert error={error} />;
  const Icon = data.holds ? IconShieldCheck : IconShieldX;
  return (
    <Alert
      role="status"
      color={data.holds ? 'teal' : 'red'}
      icon={<Icon size={20} />}
      title={data.holds ? t.holds(data.entries) : t.broken(data.brokenAt ?? 0)}
    >
      <Text size="sm">
        {t.lastHash}:{' '}
        <Text span ff="monospace" size="xs" dir="ltr" style={{ overflowWrap: 'anywhere' }}>
          {data.lastHash}
        </Text>
      </Text>
    </Alert>
  );
};
