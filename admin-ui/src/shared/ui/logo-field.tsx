import { Button, FileButton, Group, Input, Text } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fileQuery, largestPicture, pictureTypes, uploadLogo } from '../api/files.js';
import { useText } from '../i18n/dictionary.js';
import { draftWords } from '../i18n/draft.js';
import classes from './logo-field.module.css';
import { ProblemAlert } from './problem-alert.js';

type Props = {
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly error?: string | undefined;
  readonly disabled?: boolean;
};

const Picture = ({ id }: { readonly id: string | null }) => {
  const t = useText(draftWords).logo;
  const file = useQuery({ ...fileQuery(id ?? ''), enabled: id !== null });
  const url = id === null ? undefined : file.data?.url;
  return (
    <span className={classes['frame']}>
      {url === undefined ? (
        <IconPhoto size={26} stroke={1.4} role="img" aria-label={id === null ? t.none : t.unseen} />
      ) : (
        <img className={classes['picture']} src={url} alt={t.label} />
      )}
    </span>
  );
};

const useUpload = (onChange: Props['onChange']) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: uploadLogo,
    onSuccess: (file) => {
      client.setQueryData(fileQuery(file.id).queryKey, file);
      onChange(file.id);
    },
  });
};

/** A picture of the business: uploaded when it is chosen, worn when the form is saved. */
export const LogoField = ({ value, onChange, error, disabled = false }: Props) => {
  const t = useText(draftWords).logo;
  const upload = useUpload(onChange);
  const [isTooLarge, setTooLarge] = useState(false);
  const choose = (file: File | null): void => {
    if (file === null) return;
    setTooLarge(file.size > largestPicture);
    if (file.size <= largestPicture) upload.mutate(file);
  };
  return (
    <Input.Wrapper
      size="md"
      label={t.label}
      labelElement="div"
      description={t.hint}
      error={isTooLarge ? t.tooLarge : error}
    >
      <Group mt={6} gap="md">
        <Picture id={value} />
        <Group gap="xs">
          <FileButton accept={pictureTypes} onChange={choose} disabled={disabled}>
            {(props) => (
              <Button variant="default" size="sm" loading={upload.isPending} disabled={disabled} {...props}>
                {value === null ? t.choose : t.replace}
              </Button>
            )}
          </FileButton>
          {value !== null && (
            <Button variant="subtle" color="gray" size="sm" disabled={disabled} onClick={() => onChange(null)}>
              {t.remove}
            </Button>
          )}
        </Group>
      </Group>
      <Text component="div" mt="xs">
        <ProblemAlert error={upload.error} />
      </Text>
    </Input.Wrapper>
  );
};
