import { Button, Code, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff, IconInbox, IconLock } from '@tabler/icons-react';
import { type ComponentType, type ReactNode, useEffect, useEffectEvent } from 'react';
import { ApiProblem, Offline } from '../api/problem.js';
import { useLanguage, useText } from '../i18n/dictionary.js';
import { sayProblem } from '../i18n/problems.js';
import { uiWords } from '../i18n/ui.js';
import { useDelayed } from '../lib/use-delayed.js';
import classes from './states.module.css';

type Icon = ComponentType<{ size?: number; stroke?: number }>;

type PanelProps = {
  readonly icon: Icon;
  readonly title: string;
  readonly text: string;
  readonly tone?: 'calm' | 'warn';
  readonly children?: ReactNode;
  /** It is all the screen has: its title is the screen's. */
  readonly asScreen?: boolean;
};

/** The middle of a screen that has nothing else to show. */
export const StatePanel = ({ icon: Glyph, title, text, tone = 'calm', children, asScreen = false }: PanelProps) => (
  <div className={classes['state']}>
    <span className={tone === 'warn' ? `${classes['icon']} ${classes['warn']}` : classes['icon']} aria-hidden>
      <Glyph size={26} stroke={1.6} />
    </span>
    <Title order={asScreen ? 1 : 2} size="h3" tabIndex={-1} data-screen-title={asScreen || undefined}>
      {title}
    </Title>
    <Text c="dimmed" className={classes['text']}>
      {text}
    </Text>
    {children}
  </div>
);

type EmptyProps = {
  readonly icon?: Icon;
  readonly title: string;
  /** Why it is empty and what fills it. */
  readonly text: string;
  /** The one next step. */
  readonly action?: ReactNode;
};

export const EmptyState = ({ icon = IconInbox, title, text, action }: EmptyProps) => (
  <StatePanel icon={icon} title={title} text={text}>
    {action}
  </StatePanel>
);

export const ForbiddenState = ({ asScreen = false }: { readonly asScreen?: boolean }) => {
  const t = useText(uiWords);
  return <StatePanel icon={IconLock} title={t.forbiddenTitle} text={t.forbiddenText} asScreen={asScreen} />;
};

/** The id that finds the failed call in the log. */
export const SupportId = ({ error }: { readonly error: unknown }) => {
  const t = useText(uiWords);
  if (!(error instanceof ApiProblem) || error.correlationId === null) return null;
  return (
    <Text size="sm" c="dimmed">
      {t.supportId}: <Code>{error.correlationId}</Code>
    </Text>
  );
};

type ErrorProps = {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  /** What still works, if it is more than "the rest of the panel". */
  readonly stillWorks?: string | undefined;
  readonly asScreen?: boolean;
};

/** Reads again by itself when the network is back, as the words say. */
const useRetryOnline = (isOffline: boolean, onRetry: (() => void) | undefined): void => {
  const retry = useEffectEvent(() => onRetry?.());
  useEffect(() => {
    if (!isOffline) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // The device says so a moment before it is so.
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(retry, 1_000);
    };
    window.addEventListener('online', again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', again);
    };
  }, [isOffline]);
};

/** What failed, what still works, the reference, and a way on. */
export const ErrorState = ({ error, onRetry, stillWorks, asScreen = false }: ErrorProps) => {
  const t = useText(uiWords);
  const language = useLanguage();
  const isOffline = error instanceof Offline;
  useRetryOnline(isOffline, onRetry);
  if (error instanceof ApiProblem && error.status === 403) return <ForbiddenState asScreen={asScreen} />;
  return (
    <div role="alert">
      <StatePanel
        tone="warn"
        asScreen={asScreen}
        icon={isOffline ? IconCloudOff : IconAlertTriangle}
        title={isOffline ? t.offlineTitle : sayProblem(error, language)}
        text={isOffline ? t.offlineText : (stillWorks ?? t.errorStill)}
      >
        <SupportId error={error} />
        {onRetry !== undefined && (
          <Group>
            <Button variant="light" onClick={onRetry}>
              {t.retry}
            </Button>
          </Group>
        )}
      </StatePanel>
    </div>
  );
};

/** Lines of a list to come. Only after 150 ms: what is faster does not flicker. */
export const LoadingState = ({ lines = 6 }: { readonly lines?: number }) => {
  const t = useText(uiWords);
  const isSlow = useDelayed(true, 150);
  if (!isSlow) return null;
  return (
    <Stack gap="sm" role="status" aria-label={t.loading} py="md">
      <Skeleton height={28} width="40%" radius="sm" />
      {Array.from({ length: lines }, (_, n) => n).map((n) => (
        <Skeleton key={n} height={18} width={`${92 - ((n * 17) % 35)}%`} radius="sm" />
      ))}
    </Stack>
  );
};
