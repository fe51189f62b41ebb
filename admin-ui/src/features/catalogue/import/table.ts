import Papa from 'papaparse';

export type Table = {
  readonly name: string;
  readonly header: readonly string[];
  readonly lines: readonly (readonly string[])[];
};

export const mostRows = 10_000;

/** A heading and at least one row, or `null`. Separators (comma, semicolon, tab) are found by themselves. */
export const tableOf = (name: string, text: string): Table | null => {
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { skipEmptyLines: 'greedy' });
  const [header, ...lines] = data;
  if (header === undefined || lines.length === 0) return null;
  return { name, header: header.map((each) => each.trim()), lines };
};

/** Excel writes UTF-8 or, by its age and country, Windows' Arabic page. */
export const textOfFile = async (file: File): Promise<string> => {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1256').decode(bytes);
  }
};

const template = [
  [
    'name_en',
    'name_ar',
    'price',
    'category_en',
    'category_ar',
    'description_en',
    'description_ar',
    'unit_en',
    'unit_ar',
    'requires',
    'status',
  ],
  [
    'Deep massage',
    'مساج عميق',
    '150',
    'Massages',
    'مساج',
    '60 minutes, warm oil.',
    '60 دقيقة بزيت دافئ.',
    'per visit',
    'للزيارة',
    'name;phone;date',
    'active',
  ],
  ['Manicure', 'مانيكير', '75.50', 'Hands', 'اليدان', '', '', '', '', 'name', 'draft'],
];

/** A file to fill in, in the words the import knows; the mark in front lets a spreadsheet read the Arabic. */
export const downloadTemplate = (): void => {
  const csv = `\ufeff${Papa.unparse(template)}`;
  const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'services.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
