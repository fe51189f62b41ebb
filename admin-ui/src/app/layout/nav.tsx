import { Badge, NavLink, ScrollArea, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { homeQuery } from '../../shared/api/home.js';
import { may, useMe } from '../../shared/api/me.js';
import type { HomeFigures, Identity } from '../../shared/api/types.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatNumber } from '../../shared/i18n/format.js';
import { shellWords } from '../../shared/i18n/shell.js';
import type { NavEntry, NavGroup } from '../../shared/routing/area.js';
import { navEntries } from '../areas.js';
import classes from './nav.module.css';

const groups: readonly NavGroup[] = ['work', 'build', 'business', 'platform'];

/** What this person's navigation holds: a business's screens, or the platform's. */
export const visibleEntries = (me: Identity): readonly NavEntry[] =>
  navEntries.filter(
    ({ permission, group }) =>
      (group === 'platform') === (me.tenant === null) && (permission === undefined || may(me, permission)),
  );

const figureOf = (badge: NavEntry['badge'], home: HomeFigures | undefined): number => {
  if (home === undefined || badge === undefined) return 0;
  if (badge === 'waiting') return home.open?.waiting ?? 0;
  return (badge === 'pendingOrders' ? home.orders?.pending : home.leads?.new) ?? 0;
};

const Entry = ({ entry, narrow, count }: { entry: NavEntry; narrow: boolean; count: number }) => {
  const language = useLanguage();
  const t = useText(shellWords);
  const { pathname } = useLocation();
  const isHere = entry.to === '/' ? pathname === '/' : pathname === entry.to || pathname.startsWith(`${entry.to}/`);
  const label = entry.label[language];
  const Icon = entry.icon;
  const badge = count > 0 && (
    <Badge className={classes['count']} variant="filled" size="sm" radius="xl" aria-label={t.unread(count)}>
      {formatNumber(count, language)}
    </Badge>
  );
  const link = (
    <NavLink
      component={Link}
      to={entry.to}
      label={narrow ? undefined : label}
      aria-label={narrow ? label : undefined}
      aria-current={isHere ? 'page' : undefined}
      active={isHere}
      leftSection={<Icon size={20} stroke={1.6} />}
      rightSection={narrow ? undefined : badge}
      className={classes['link']}
      data-narrow={narrow || undefined}
      data-waiting={count > 0 || undefined}
    />
  );
  if (!narrow) return link;
  return (
    <Tooltip label={label} position="right">
      {link}
    </Tooltip>
  );
};

export const Nav = ({ narrow }: { readonly narrow: boolean }) => {
  const t = useText(shellWords);
  const me = useMe();
  const { data: home } = useQuery({ ...homeQuery, enabled: me.tenant !== null });
  const entries = visibleEntries(me);
  return (
    <ScrollArea className={classes['scroll']} type="never">
      {groups.map((group) => {
        const own = entries.filter((entry) => entry.group === group);
        if (own.length === 0) return null;
        return (
          <div key={group} className={classes['group']}>
            {!narrow && <p className={classes['title']}>{t.groups[group]}</p>}
            {own.map((entry) => (
              <Entry key={entry.to} entry={entry} narrow={narrow} count={figureOf(entry.badge, home)} />
            ))}
          </div>
        );
      })}
    </ScrollArea>
  );
};
