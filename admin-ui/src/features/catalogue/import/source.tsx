import { Alert, Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet, IconUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { catalogueWords } from '../../../shared/i18n/catalogue.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { Section } from '../../../shared/ui/screen.js';
import classes from './source.module.css';
import { downloadTemplate, mostRows, type Table, tableOf, textOfFile } from './table.js';

type Props = { readonly onTable: (table: Table) => void };
type Fault = 'unreadable' | 'tooMany';

const useSource = ({ onTable }: Props) => {
  const t = useText(catalogueWords).import;
  const [fault, setFault] = useState<Fault | null>(null);
  const take = (name: string, text: string): void => {
    const table = tableOf(name, text);
    if (table === null) setFault('unreadable');
    else if (table.lines.length > mostRows) setFault('tooMany');
    else onTable(table);
  };
  const takeFile = (file: File | null | undefined): void => {
    if (file === null || file === undefined) return;
    textOfFile(file).then(
      (text) => take(file.name, text),
      () => setFault('unreadable'),
    );
  };
  return { fault, takeFile, takeText: (text: string) => take(t.pasted, text) };
};

const DropZone = ({ onFile }: { readonly onFile: (file: File | null | undefined) => void }) => {
  const t = useText(catalogueWords).import;
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0]);
  };
  return (
    // Dropping is a comfort for the mouse; the button below does the same for everybody.
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
      <IconFileSpreadsheet size={36} stroke={1.4} aria-hidden />
      <Text>{t.drop}</Text>
      <Group gap="xs" justify="center">
        <FileButton accept=".csv,.tsv,.txt,text/csv" onChange={onFile}>
          {(props) => (
            <Button {...props} leftSection={<IconUpload size={16} />}>
              {t.chooseFile}
            </Button>
          )}
        </FileButton>
        <Button variant="default" leftSection={<IconDownload size={16} />} onClick={downloadTemplate}>
          {t.template}
        </Button>
      </Group>
    </div>
  );
};

/** Where the list comes from: a file that is chosen or dropped, or a table that is pasted. */
export const Source = (props: Props) => {
  const t = useText(catalogueWords).import;
  const { fault, takeFile, takeText } = useSource(props);
  const [pasted, setPasted] = useState('');
  return (
    <Section title={t.choose}>
      <Stack gap="md">
        {fault !== null && <Alert role="alert" color="red" title={t[fault]} />}
        <DropZone onFile={takeFile} />
        <Textarea
          label={t.paste}
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
          autosize
          minRows={4}
          maxRows={12}
          dir="auto"
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.875rem' } }}
        />
        <Group>
          <Button variant="default" disabled={pasted.trim() === ''} onClick={() => takeText(pasted)}>
            {t.pasteUse}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
};
