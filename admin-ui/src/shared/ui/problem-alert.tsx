import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useLanguage } from '../i18n/dictionary.js';
import { sayProblem } from '../i18n/problems.js';
import { intoSight } from '../lib/into-sight.js';
import classes from './problem-alert.module.css';
import { SupportId } from './states.js';

/** Why the last act failed, beside the form that caused it. Nothing when `error` is null. */
export const ProblemAlert = ({ error }: { readonly error: unknown }) => {
  const language = useLanguage();
  if (error === null || error === undefined) return null;
  return (
    <Alert
      ref={intoSight}
      role="alert"
      className={classes['alert']}
      icon={<IconAlertTriangle size={18} />}
      title={sayProblem(error, language)}
    >
      <SupportId error={error} />
    </Alert>
  );
};
