import { useText } from '../../shared/i18n/dictionary.js';
import { shellWords } from '../../shared/i18n/shell.js';
import classes from './logo.module.css';

/** A speech bubble with a tick: it answers, within its authority. */
const Mark = ({ size }: { readonly size: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="9" fill="#0f766e" />
    <path
      fill="#fff"
      d="M11.500 8h9a2.500 2.500 0 0 1 2.500 2.500v6a2.500 2.500 0 0 1-2.500 2.500H16l-4.300 4.100c-.5.5-1.200.2-1.200-.5V19a2.500 2.500 0 0 1-1.500-2.400v-6.100A2.500 2.500 0 0 1 11.500 8z"
    />
    <path
      d="m12.400 13.600 2.600 2.500 4.600-4.700"
      fill="none"
      stroke="#0f766e"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);

export const Logo = ({ size = 30, bare = false }: { readonly size?: number; readonly bare?: boolean }) => {
  const t = useText(shellWords);
  return (
    <span className={classes['logo']}>
      <Mark size={size} />
      {!bare && <span className={classes['name']}>{t.product}</span>}
    </span>
  );
};
