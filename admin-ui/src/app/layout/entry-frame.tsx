import { Group } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
import classes from './entry-frame.module.css';
import { LanguageSwitch, SchemeToggle } from './language-switch.js';
import { Logo } from './logo.js';

/** Around the screens without an account. */
export const EntryFrame = () => (
  <div className={classes['frame']}>
    <header className={classes['top']}>
      <Logo size={32} />
      <Group gap={4}>
        <LanguageSwitch />
        <SchemeToggle />
      </Group>
    </header>
    <main className={classes['main']}>
      <Outlet />
    </main>
  </div>
);
