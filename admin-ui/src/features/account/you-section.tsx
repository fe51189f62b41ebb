import { SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMe } from '../../shared/api/me.js';
import { accountWords } from '../../shared/i18n/account.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { Section } from '../../shared/ui/screen.js';

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div>
    <Text component="dt" size="sm" c="dimmed">
      {label}
    </Text>
    <Text component="dd" m={0} style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Text>
  </div>
);

export const YouSection = () => {
  const t = useText(accountWords);
  const { user, role, tenant, tenants } = useMe();
  const others = tenants.filter(({ id }) => id !== tenant?.id);
  const roles: Readonly<Record<string, string>> = t.roles;
  return (
    <Section title={t.you.title}>
      <SimpleGrid component="dl" cols={{ base: 1, xs: 2 }} m={0}>
        <Fact label={t.you.name}>
          <bdi>{user?.name}</bdi>
        </Fact>
        <Fact label={t.you.email}>
          <bdi>{user?.email}</bdi>
        </Fact>
        <Fact label={t.you.role}>{roles[role ?? ''] ?? t.roles.custom}</Fact>
        {tenant !== null && (
          <Fact label={t.you.business}>
            <bdi>{tenant.name}</bdi>
          </Fact>
        )}
        {others.length > 0 && <Fact label={t.you.others}>{others.map(({ name }) => name).join(' · ')}</Fact>}
      </SimpleGrid>
    </Section>
  );
};
