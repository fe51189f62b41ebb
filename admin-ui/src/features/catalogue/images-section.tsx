import { ActionIcon, Button, FileButton, Group, Input, TextInput } from '@mantine/core';
import { IconPlus, IconTrash, IconUpload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { largestServicePicture, servicePictureTypes, uploadServicePicture } from '../../shared/api/files.js';
import { catalogueWords } from '../../shared/i18n/catalogue.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { Section } from '../../shared/ui/screen.js';
import classes from './images-section.module.css';
import type { PartProps } from './service-sections.js';

const isAddress = (text: string): boolean => /^https:\/\/[^\s"'<>]{3,490}$/.test(text);

const Picture = ({ url, n, onRemove }: { readonly url: string; readonly n: number; readonly onRemove: () => void }) => {
  const t = useText(catalogueWords);
  return (
    <li className={classes['picture']}>
      {url.startsWith('/') ? (
        <span className={classes['address']}>
          <img className={classes['seen']} src={url} alt={t.pictureOf(n)} />
        </span>
      ) : (
        <a href={url} target="_blank" rel="noopener noreferrer" dir="ltr" className={classes['address']}>
          {url}
        </a>
      )}
      <ActionIcon variant="subtle" color="gray" aria-label={`${t.removeImage}: ${t.pictureOf(n)}`} onClick={onRemove}>
        <IconTrash size={18} />
      </ActionIcon>
    </li>
  );
};

const Upload = ({ isFull, onUploaded }: { readonly isFull: boolean; readonly onUploaded: (url: string) => void }) => {
  const t = useText(catalogueWords);
  const upload = useMutation({ mutationFn: uploadServicePicture, onSuccess: ({ url }) => onUploaded(url) });
  const [isTooLarge, setTooLarge] = useState(false);
  const choose = (file: File | null): void => {
    if (file === null) return;
    setTooLarge(file.size > largestServicePicture);
    if (file.size <= largestServicePicture) upload.mutate(file);
  };
  return (
    <Input.Wrapper description={t.pictureHint} error={isTooLarge ? t.pictureTooLarge : undefined} mb="sm">
      <Group mb={6}>
        <FileButton accept={servicePictureTypes} onChange={choose} disabled={isFull}>
          {(props) => (
            <Button
              variant="default"
              leftSection={<IconUpload size={16} />}
              loading={upload.isPending}
              disabled={isFull}
              {...props}
            >
              {t.uploadPicture}
            </Button>
          )}
        </FileButton>
      </Group>
      <ProblemAlert error={upload.error} />
    </Input.Wrapper>
  );
};

/** Pictures that were uploaded, or by their address; the panel itself loads none from other sites. */
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
      <Upload isFull={images.length >= 10} onUploaded={(url) => onChange({ images: [...new Set([...images, url])] })} />
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
