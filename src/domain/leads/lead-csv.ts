import type { Lead } from '#domain/leads/lead';

const columns = [
  'id',
  'created_at',
  'status',
  'source',
  'name',
  'email',
  'phone',
  'intent',
  'assignee',
  'form',
  'conversation',
] as const;

/** What a spreadsheet would take for a formula becomes text: strangers fill in these cells. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const cell = (text: string | null): string => {
  const safe = harmless(text ?? '');
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const row = (cells: readonly (string | null)[]): string => `${cells.map(cell).join(',')}\r\n`;

/** RFC 4180 with a byte-order mark, so that a spreadsheet reads Arabic; a column for each thing anybody filled in. */
export const leadCsv = (leads: readonly Lead[]): string => {
  const keys = [...new Set(leads.flatMap(({ values }) => Object.keys(values)))].sort();
  const lines = leads.map((lead) =>
    row([
      lead.id,
      lead.createdAt.toISOString(),
      lead.status,
      lead.source,
      lead.name,
      lead.email,
      lead.phone,
      lead.intent,
      lead.assignee,
      lead.formId,
      lead.conversationId,
      ...keys.map((key) => (Object.hasOwn(lead.values, key) ? (lead.values[key] ?? '') : '')),
    ]),
  );
  return `\ufeff${row([...columns, ...keys.map((key) => `field_${key}`)])}${lines.join('')}`;
};
