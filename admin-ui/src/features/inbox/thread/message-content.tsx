import { Anchor, Loader } from '@mantine/core';
import { IconFile, IconFileTypePdf, IconMapPin, IconMicrophone, IconPhoto, IconVideo } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Message } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import type { inbox } from '../../../shared/i18n/en/inbox.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { fileQuery } from '../data/file.js';
import { linkify } from '../model/linkify.js';
import classes from './message-content.module.css';

type Content = Message['content'];
type Of<T extends Content['type']> = Extract<Content, { type: T }>;

/** Whatever was written stays text; only web addresses become links, which lead away without telling where from. */
export const Words = ({ text }: { readonly text: string }) => (
  <p className={classes['text']} dir="auto">
    {linkify(text).map(({ text: part, href }, index) =>
      href === null ? (
        part
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move.
        <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow" className={classes['link']}>
          {part}
        </a>
      ),
    )}
  </p>
);

const glyphs = {
  image: IconPhoto,
  document: IconFile,
  audio: IconMicrophone,
  video: IconVideo,
  sticker: IconPhoto,
} as const;

const whereItIs = ({ state }: Of<'media'>, t: typeof inbox): string =>
  state === null || state === 'stored' ? t.media.atProvider : t.media[state];

const FileLine = ({ content, url }: { readonly content: Of<'media'>; readonly url: string | null }) => {
  const t = useText(inboxWords);
  const name = content.fileName ?? t.media[content.media];
  const Glyph = content.mimeType === 'application/pdf' ? IconFileTypePdf : glyphs[content.media];
  const inside = (
    <>
      <Glyph size={22} stroke={1.6} aria-hidden />
      <span className={classes['fileName']}>
        <bdi dir="auto">{name}</bdi>
        <small>{content.fileId === null ? whereItIs(content, t) : t.media[content.media]}</small>
      </span>
    </>
  );
  return url === null ? (
    <div className={classes['file']}>{inside}</div>
  ) : (
    <a className={classes['file']} href={url} target="_blank" rel="noopener noreferrer">
      {inside}
    </a>
  );
};

/** A file we hold: pictures as themselves, everything else as its name. Both open in a page of their own. */
const HeldFile = ({ content, fileId }: { readonly content: Of<'media'>; readonly fileId: string }) => {
  const t = useText(inboxWords);
  const { data, error } = useQuery(fileQuery(fileId));
  const [isBroken, setBroken] = useState(false);
  const isPicture = content.mimeType.startsWith('image/');
  if (error !== null || isBroken) return <p className={classes['unsupported']}>{t.media.failed}</p>;
  if (!isPicture) return <FileLine content={content} url={data?.url ?? null} />;
  const name = content.fileName ?? t.media.image;
  if (data === undefined)
    return (
      <span className={classes['picture']}>
        <Loader size="sm" />
      </span>
    );
  return (
    <a
      className={classes['picture']}
      href={data.url}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={t.media.open(name)}
    >
      <img src={data.url} alt={content.caption ?? name} onError={() => setBroken(true)} />
    </a>
  );
};

const Media = ({ content }: { readonly content: Of<'media'> }) => {
  const t = useText(inboxWords);
  const { fileId, caption, media } = content;
  const hasWords = caption !== null && caption !== '';
  return (
    <>
      {fileId === null ? <FileLine content={content} url={null} /> : <HeldFile content={content} fileId={fileId} />}
      {hasWords && <Words text={caption} />}
      {fileId !== null && media === 'audio' && !hasWords && (
        <small className={classes['aside']}>{t.media.notWritten}</small>
      )}
      {content.transcribed && <small className={classes['aside']}>{t.media.writtenByModel}</small>}
    </>
  );
};

const Place = ({ content }: { readonly content: Of<'location'> }) => {
  const t = useText(inboxWords);
  const { latitude, longitude, name } = content;
  const href = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return (
    <div className={classes['file']}>
      <IconMapPin size={22} stroke={1.6} aria-hidden />
      <span className={classes['fileName']}>
        <bdi dir="auto">{name ?? t.location}</bdi>
        <Anchor href={href} target="_blank" rel="noopener noreferrer" size="xs" c="inherit" underline="always">
          {t.openMap}
        </Anchor>
      </span>
    </div>
  );
};

/** What a message holds, whatever kind it is. */
export const MessageBody = ({ content }: { readonly content: Content }) => {
  const t = useText(inboxWords);
  switch (content.type) {
    case 'text':
      return (
        <>
          <Words text={content.text} />
          {content.clipped && <small className={classes['aside']}>{t.clipped}</small>}
        </>
      );
    case 'choice':
      return (
        <>
          <small className={classes['aside']}>{t.chose}</small>
          <Words text={content.text} />
        </>
      );
    case 'media':
      return <Media content={content} />;
    case 'location':
      return <Place content={content} />;
    case 'reaction':
      return (
        <p className={classes['reaction']}>
          <span role="img" aria-label={t.reacted(content.emoji)}>
            {content.emoji}
          </span>
        </p>
      );
    case 'contacts':
      return (
        <ul className={classes['contacts']}>
          {content.contacts.map(({ name, phones }) => (
            <li key={`${name} ${phones.join(' ')}`}>
              <bdi>{name}</bdi> <bdi dir="ltr">{phones.join(', ')}</bdi>
            </li>
          ))}
        </ul>
      );
    case 'undecrypted':
      return <p className={classes['unsupported']}>{t.undecrypted}</p>;
    case 'unsupported':
      return (
        <p className={classes['unsupported']}>
          {t.unsupportedKinds[content.providerType] ?? (
            <>
              {t.unsupported} <small>({content.providerType})</small>
            </>
          )}
        </p>
      );
  }
};
