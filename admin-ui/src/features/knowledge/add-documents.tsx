import { Button, FileButton, Group, Modal, Progress, Stack, Text, TextInput } from '@mantine/core';
import { IconFileText, IconUpload, IconWorld } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, type FormEvent, useState } from 'react';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { knowledgeWords } from '../../shared/i18n/knowledge.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { toastDone } from '../../shared/ui/toast.js';
import classes from './add-documents.module.css';
import { importAddress, uploadDocument } from './data.js';

export const acceptedFiles = '.pdf,.docx,.html,.htm,.md,.markdown,.txt,.csv,.tsv';

type Sending = { readonly name: string; readonly done: number; readonly all: number };

/** One after the other, so that a refusal says which file it is of. */
const useUploads = () => {
  const t = useText(knowledgeWords);
  const client = useQueryClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const [failure, setFailure] = useState<{ readonly name: string; readonly error: unknown } | null>(null);
  const send = async (files: readonly File[]): Promise<void> => {
    setFailure(null);
    for (const [done, file] of files.entries()) {
      setSending({ name: file.name, done, all: files.length });
      try {
        await uploadDocument(file);
        toastDone(t.uploaded);
      } catch (error) {
        setFailure({ name: file.name, error });
      }
      await client.invalidateQueries({ queryKey: ['knowledge', 'documents'] });
    }
    setSending(null);
  };
  return { sending, failure, send };
};

const ImportDialog = ({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) => {
  const t = useText(knowledgeWords);
  const common = useText(uiWords);
  const client = useQueryClient();
  const [url, setUrl] = useState('');
  const importing = useMutation({
    mutationFn: () => importAddress(url.trim()),
    onSuccess: () => {
      toastDone(t.imported);
      setUrl('');
      onClose();
      return client.invalidateQueries({ queryKey: ['knowledge', 'documents'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (url.trim() !== '') importing.mutate();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t.importAddress} closeButtonProps={{ 'aria-label': common.close }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t.address}
            description={t.addressHint}
            type="url"
            dir="ltr"
            placeholder="https://"
            value={url}
            maxLength={2_000}
            onChange={(event) => setUrl(event.currentTarget.value)}
            error={fieldErrorsOf(importing.error)['url']}
            required
            data-autofocus
          />
          <ProblemAlert error={importing.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={importing.isPending}>
              {t.addressAction}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};

const Standing = ({ sending, failure }: Pick<ReturnType<typeof useUploads>, 'sending' | 'failure'>) => {
  const t = useText(knowledgeWords);
  return (
    <>
      {sending !== null && (
        <div role="status" style={{ inlineSize: 'min(24rem, 100%)' }}>
          <Text size="sm">
            <bdi>{t.uploading(sending.name)}</bdi>
          </Text>
          <Progress
            value={(100 * (sending.done + 0.5)) / sending.all}
            animated
            aria-label={t.uploading(sending.name)}
            mt={4}
          />
        </div>
      )}
      {failure !== null && (
        <div>
          <Text size="sm" fw={600}>
            <bdi>{failure.name}</bdi>
          </Text>
          <ProblemAlert error={failure.error} />
        </div>
      )}
    </>
  );
};

/** Where documents come from: files that are chosen or dropped, or an address. */
export const AddDocuments = () => {
  const t = useText(knowledgeWords);
  const { sending, failure, send } = useUploads();
  const [isOver, setOver] = useState(false);
  const [isImporting, setImporting] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void send([...event.dataTransfer.files]);
  };
  return (
    // Dropping is a comfort for the mouse; the button does the same for everybody.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={classes['drop']}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileText size={32} stroke={1.4} aria-hidden />
      <Text>{t.drop}</Text>
      <Text size="sm" c="dimmed">
        {t.uploadHint}
      </Text>
      <Group gap="xs" justify="center">
        <FileButton accept={acceptedFiles} multiple onChange={(files) => void send(files)}>
          {(props) => (
            <Button {...props} leftSection={<IconUpload size={16} />} loading={sending !== null}>
              {t.upload}
            </Button>
          )}
        </FileButton>
        <Button variant="default" leftSection={<IconWorld size={16} />} onClick={() => setImporting(true)}>
          {t.importAddress}
        </Button>
      </Group>
      <Standing sending={sending} failure={failure} />
      <ImportDialog opened={isImporting} onClose={() => setImporting(false)} />
    </div>
  );
};
