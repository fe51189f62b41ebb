import { Button, Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { teamWords } from '../../shared/i18n/team.js';
import { oneOf } from '../../shared/routing/search.js';
import { Screen } from '../../shared/ui/screen.js';
import { teamTabs } from './data.js';
import { InviteDialog } from './invite-dialog.js';
import { Members } from './members.js';
import { RoleDialog } from './role-dialog.js';
import { Roles } from './roles.js';

export const TeamScreen = () => {
  const t = useText(teamWords);
  const { tab = 'members' } = useSearch({ from: '/signed-in/tenant/team' });
  const navigate = useNavigate({ from: '/team' });
  const mayManage = useMay('team.manage');
  const [opened, open] = useState<'invite' | 'role' | null>(null);
  const close = (): void => open(null);
  const action =
    tab === 'members' ? (
      <Button onClick={() => open('invite')}>{t.invite}</Button>
    ) : (
      <Button onClick={() => open('role')}>{t.newRole}</Button>
    );
  return (
    <Screen title={t.title} text={t.text} actions={mayManage ? action : undefined}>
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ search: { tab: oneOf(next, teamTabs) }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {teamTabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t.tabs[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="members">
          <Members mayManage={mayManage} onInvite={() => open('invite')} />
        </Tabs.Panel>
        <Tabs.Panel value="roles">
          <Roles mayManage={mayManage} />
        </Tabs.Panel>
      </Tabs>
      <InviteDialog opened={opened === 'invite'} onClose={close} />
      <RoleDialog opened={opened === 'role'} of={null} onClose={close} />
    </Screen>
  );
};
