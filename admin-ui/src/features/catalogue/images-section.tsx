import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { catalogueWords } from '../../shared/i18n/catalogue.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { Section } from '../../shared/ui/screen.js';
import classes from './images-section.module.css';
import type { PartProps } from './service-sections.js';

const isAddress = (text: string): boolean => /^https:\/\/[^\s"'<>]{3,490}$/.test(text);

const Picture = ({ url, n, onRemove }: { readonly url: string; readonly n: number; readonly onRemove: () => void }) => {
  const t = useText(catalogueWords);
  return (
    <li className={classes['picture']}>
      <a href={url} target="_blank" rel="noopener noreferrer" dir="ltr" className={classes['address']}>
        {url}
      </a>
      <ActionIcon variant="subtle" color="gray" aria-label={`${t.removeImage}: ${t.pictureOf(n)}`} onClick={onRemove}>
        <IconTrash size={18} />
      </ActionIcon>
    </li>
  );
};

/** Pictures by their address; the panel itself loads none from other sites. */
export const ImagesSection = ({ draft: { images }, onChange, errors }: PartProps) => {
  const t = useText(catalogueWords);
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const add = (): void => {
    const url = typed.trim();
    setWrong(!isAddress(url));
    if (!isAddress(url)) return;
    onChange({ images: [...new Set([...images, url])] });
    setTyped('');
  };
  return (
    <Section title={t.images} text={t.imagesText}>
      <ul className={classes['pictures']}>
        {images.map((url, at) => (
          <Picture
            key={url}
            url={url}
            n={at + 1}
            onRemove={() => onChange({ images: images.filter((each) => each !== url) })}
          />
        ))}
      </ul>
      <Group gap="xs" align="flex-end">
        <TextInput
          label={t.imageAddress}
          type="url"
          dir="ltr"
          placeholder="https://"
          value={typed}
          maxLength={500}
          error={isWrong ? t.imageWrong : errors['images']}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
          style={{ flex: '1 1 14rem' }}
        />
        <Button variant="default" leftSection={<IconPlus size={16} />} disabled={images.length >= 10} onClick={add}>
          {t.addImage}
        </Button>
      </Group>
    </Section>
  );
};
