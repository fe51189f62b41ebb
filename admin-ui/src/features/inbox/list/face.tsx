import { IconApi, IconBrandWhatsapp, IconMessageCircle, IconWorld } from '@tabler/icons-react';
import type { Channel } from '../../../shared/api/types.js';
import { initials, toneOf } from '../model/preview.js';
import classes from './face.module.css';

const glyphs = {
  api: IconApi,
  'cloud-api': IconBrandWhatsapp,
  whatsapp: IconBrandWhatsapp,
  widget: IconWorld,
} as const;

export const ChannelGlyph = ({
  kind,
  size = 14,
}: {
  readonly kind: Channel['kind'] | null;
  readonly size?: number;
}) => {
  const Glyph = kind === null ? IconMessageCircle : glyphs[kind];
  return <Glyph size={size} stroke={1.8} aria-hidden />;
};

type Props = {
  readonly id: string;
  readonly name: string | null;
  readonly size?: 'small' | 'normal';
  readonly title?: string;
};

/** A person's initials on a tone of their own. */
export const Face = ({ id, name, size = 'normal', title }: Props) => (
  <span
    className={classes['face']}
    data-tone={toneOf(id)}
    data-size={size}
    {...(title === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': title, title })}
  >
    {name === null || initials(name) === '' ? (
      <IconMessageCircle size={size === 'small' ? 12 : 18} stroke={1.7} />
    ) : (
      initials(name)
    )}
  </span>
);
