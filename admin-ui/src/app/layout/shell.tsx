import { ActionIcon, AppShell, Burger, Group, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconLayoutSidebar, IconSearch } from '@tabler/icons-react';
import { Link, Outlet, useMatches } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { may, useMe } from '../../shared/api/me.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { shellWords } from '../../shared/i18n/shell.js';
import { prefer, usePreferences } from '../../shared/lib/preferences.js';
import { ForbiddenState } from '../../shared/ui/states.js';
import { ConnectionBanner, ConnectionDot } from './connection.js';
import { KillSwitchControl } from './kill-switch-control.js';
import { LanguageSwitch } from './language-switch.js';
import { LaterParts, openPalette } from './later-parts.js';
import { LivePart } from './live-part.js';
import { Logo } from './logo.js';
import { Nav } from './nav.js';
import { SchemeSwitch } from './scheme-switch.js';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.js';

const useForbidden = (): boolean => {
  const me = useMe();
  return useMatches().some(({ staticData: { permission } }) => permission !== undefined && !may(me, permission));
};

/** After a change of screen the focus goes to its title, so that a screen reader says where one is. */
const useFocusOnChange = (pathname: string): void => {
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    const title = document.querySelector<HTMLElement>('[data-screen-title]') ?? document.getElementById('main');
    title?.focus({ preventScroll: true });
  }, [pathname]);
};

/** The drawer of a small screen is done when a screen is chosen. */
const useCloseOnChange = (pathname: string, close: () => void): void => {
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current !== pathname) close();
    before.current = pathname;
  }, [pathname, close]);
};

const PaletteButton = () => {
  const t = useText(shellWords);
  return (
    <UnstyledButton className={classes['search']} onClick={openPalette}>
      <IconSearch size={16} stroke={1.8} aria-hidden />
      <span className={classes['searchText']}>{t.search}</span>
      <kbd className={classes['kbd']} aria-hidden>
        {navigator.platform.startsWith('Mac') ? '⌘K' : 'Ctrl K'}
      </kbd>
    </UnstyledButton>
  );
};

const Header = ({ navOpen, onNav }: { readonly navOpen: boolean; readonly onNav: () => void }) => {
  const t = useText(shellWords);
  const me = useMe();
  return (
    <AppShell.Header className={classes['header']}>
      <Group gap="sm" wrap="nowrap" miw={0}>
        <Burger
          opened={navOpen}
          onClick={onNav}
          hiddenFrom="sm"
          size="sm"
          aria-label={navOpen ? t.closeNav : t.openNav}
        />
        <Link to="/" className={classes['home']} aria-label={t.product}>
          <Logo bare />
        </Link>
        <Text fw={650} truncate className={classes['business']}>
          {me.tenant?.name ?? t.platformName}
        </Text>
        <ConnectionDot />
      </Group>
      <Group gap={6} wrap="nowrap">
        <PaletteButton />
        {me.tenant !== null && <KillSwitchControl />}
        <Group gap={2} visibleFrom="sm" wrap="nowrap">
          <LanguageSwitch />
          <SchemeSwitch />
        </Group>
        <UserMenu />
      </Group>
    </AppShell.Header>
  );
};

const NarrowSwitch = ({ narrow, onSwitch }: { readonly narrow: boolean; readonly onSwitch: () => void }) => {
  const t = useText(shellWords);
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      visibleFrom="sm"
      aria-label={narrow ? t.expandNav : t.collapseNav}
      onClick={onSwitch}
    >
      <IconLayoutSidebar size={20} stroke={1.6} className={classes['flip']} />
    </ActionIcon>
  );
};

/** On a tablet the menu is narrow unless it is wanted wide now: the screen needs the room. On a desk the choice is kept. */
const useNarrowNav = () => {
  const { navCollapsed } = usePreferences();
  const isTablet = useMediaQuery('(max-width: 63.99em)', window.innerWidth < 1_024, { getInitialValueInEffect: false });
  const [isWideHere, setWideHere] = useState(false);
  const isNarrow = isTablet ? !isWideHere : navCollapsed;
  const toggle = (): void => (isTablet ? setWideHere(isNarrow) : prefer({ navCollapsed: !isNarrow }));
  return [isNarrow, toggle] as const;
};

/** The frame around every screen behind the sign-in. */
export const Shell = () => {
  const t = useText(shellWords);
  const [navOpen, nav] = useDisclosure(false);
  const [isNarrow, toggleNarrow] = useNarrowNav();
  const isForbidden = useForbidden();
  const matches = useMatches();
  const pathname = matches.at(-1)?.pathname ?? '/';
  useFocusOnChange(pathname);
  useCloseOnChange(pathname, nav.close);
  const narrow = isNarrow && !navOpen;
  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: { base: '100%', sm: narrow ? 68 : 248 }, breakpoint: 'sm', collapsed: { mobile: !navOpen } }}
      className={classes['shell']}
    >
      <a href="#main" className={classes['skip']}>
        {t.skip}
      </a>
      <Header navOpen={navOpen} onNav={nav.toggle} />
      <AppShell.Navbar className={classes['navbar']} aria-label={t.nav}>
        <Nav narrow={narrow} />
        <Group justify="space-between" className={classes['navFoot']}>
          <NarrowSwitch narrow={narrow} onSwitch={toggleNarrow} />
          <Group gap={2} hiddenFrom="sm">
            <LanguageSwitch />
            <SchemeSwitch />
          </Group>
        </Group>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes['main']}>
        <ConnectionBanner />
        <div className={classes['content']}>{isForbidden ? <ForbiddenState asScreen /> : <Outlet />}</div>
      </AppShell.Main>
      <LaterParts />
      <LivePart />
    </AppShell>
  );
};
