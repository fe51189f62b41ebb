import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { useText } from '../../shared/i18n/dictionary.js';
import { shellWords } from '../../shared/i18n/shell.js';
import { useScreenTitle } from '../../shared/lib/screen-title.js';
import { ErrorState, StatePanel } from '../../shared/ui/states.js';

export const NotFound = () => {
  const t = useText(shellWords).notFound;
  useScreenTitle(t.title);
  return (
    <StatePanel icon={IconMapQuestion} title={t.title} text={t.text} asScreen>
      <Button component={Link} to="/" variant="light">
        {t.action}
      </Button>
    </StatePanel>
  );
};

/** A screen that could not even be opened: no network at the start, or a fault of ours. The frame around it stands. */
export const ScreenFailed = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter();
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  return <ErrorState error={error} onRetry={again} asScreen />;
};

/** The same where no frame stands around it, because the person is not known. */
export const OutsideFailed = (props: ErrorComponentProps) => (
  <main>
    <ScreenFailed {...props} />
  </main>
);

export const OutsideNotFound = () => (
  <main>
    <NotFound />
  </main>
);
