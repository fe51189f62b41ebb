import { Group } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
import classes from './entry-frame.module.css';
import { Logo } from './logo.js';
import { LanguageSwitch, SchemeSwitch } from './scheme-language.js';

/** Around the screens without an account. */
export const EntryFrame = () => (
  <div className={classes['frame']}>
    <header className={classes['top']}>
      <Logo size={32} />
      <Group gap={4}>
        <LanguageSwitch />
        <SchemeSwitch />
      </Group>
    </header>
    <main className={classes['main']}>
      <Outlet />
    </main>
  </div>
);
