import { describe, expect, it } from 'vitest';
import { checkSubmission, type FormInvalid } from '#domain/leads/check-submission';
import type { Form, FormField, FormFieldType } from '#domain/leads/form';
import type { Lead } from '#domain/leads/lead';
import { leadCsv } from '#domain/leads/lead-csv';
import { validateForm } from '#domain/leads/validate-form';
import { FormId, LeadId, TenantId } from '#domain/shared/ids';

const field = (key: string, type: FormFieldType, about: Partial<FormField> = {}): FormField => ({
  key,
  type,
  label: { en: key },
  required: false,
  options: [],
  ...about,
});
const formWith = (...fields: FormField[]): Form => ({
  id: FormId('frm_1'),
  tenantId: TenantId('ten_1'),
  name: 'Contact',
  title: { en: 'Contact' },
  fields,
  submitLabel: {},
  thanks: {},
  externalUrl: null,
  notify: [],
  status: 'active',
  createdAt: new Date(0),
  version: 1,
});
const colours = { options: [{ en: 'Red', ar: 'أحمر' }, { en: 'Blue' }] };

const faultsOf = (form: Form, values: Record<string, string>): string[] => {
  try {
    checkSubmission(form, values);
    return [];
  } catch (error) {
    return (error as FormInvalid).faults.map(({ path }) => path);
  }
};

describe('a form', () => {
  const pathsOf = (about: Partial<Form>): string[] =>
    validateForm({ ...formWith(field('a', 'text')), ...about }).map(({ path }) => path);

  it('holds when all of it does', () => {
    expect(validateForm(formWith(field('a', 'text'), field('b', 'select', colours)))).toEqual([]);
    expect(pathsOf({ fields: [], externalUrl: 'https://forms.example/x' })).toEqual([]);
  });

  it('says which part does not', () => {
    expect(pathsOf({ title: {} })).toEqual(['title']);
    expect(pathsOf({ fields: [] })).toEqual(['fields']);
    expect(pathsOf({ externalUrl: 'http://forms.example' })).toEqual(['externalUrl']);
    expect(pathsOf({ fields: [field('A b', 'text')] })).toEqual(['fields.0.key']);
    expect(pathsOf({ fields: [field('a', 'text'), field('a', 'text')] })).toEqual(['fields.1.key']);
    expect(pathsOf({ fields: [field('a', 'select', { options: [{ en: 'one' }] })] })).toEqual(['fields.0.options']);
    expect(pathsOf({ fields: [field('a', 'text', colours)] })).toEqual(['fields.0.options']);
  });
});

describe('what is filled in', () => {
  it('becomes a contact, and a wish', () => {
    const form = formWith(
      field('who', 'name'),
      field('mail', 'email'),
      field('tel', 'phone'),
      field('wish', 'message'),
    );
    const values = { who: ' Amal\t', mail: 'amal@example.com', tel: '+971 50 000 0000', wish: 'two\nlines' };
    expect(checkSubmission(form, values)).toEqual({
      values: { who: 'Amal', mail: 'amal@example.com', tel: '+971 50 000 0000', wish: 'two\nlines' },
      name: 'Amal',
      email: 'amal@example.com',
      phone: '+971 50 000 0000',
      intent: 'two\nlines',
    });
  });

  it.each<[FormFieldType, string]>([
    ['email', 'amal at example'],
    ['phone', 'call me'],
    ['name', '12345'],
    ['date', '2026-02-30'],
    ['select', 'Green'],
    ['checkbox', 'maybe'],
    ['text', 'x'.repeat(201)],
    ['message', 'x'.repeat(2_001)],
  ])('is refused as a wrong %s', (type, text) => {
    expect(faultsOf(formWith(field('it', type, type === 'select' ? colours : {})), { it: text })).toEqual([
      'values.it',
    ]);
  });

  it.each<[FormFieldType, string]>([
    ['phone', '٠٥٠١٢٣٤٥٦٧'],
    ['name', 'أمل'],
    ['date', '2028-02-29'],
    ['select', 'أحمر'],
    ['checkbox', 'yes'],
  ])('may be this %s', (type, text) => {
    expect(faultsOf(formWith(field('it', type, type === 'select' ? colours : {})), { it: text })).toEqual([]);
  });

  it('names every field that is wrong, and those the form has not', () => {
    const form = formWith(
      field('a', 'text', { required: true }),
      field('b', 'email'),
      field('c', 'checkbox', { required: true }),
    );
    expect(faultsOf(form, { b: 'x', c: 'no', d: '1', constructor: '2' })).toEqual([
      'values.a',
      'values.b',
      'values.c',
      'values.d',
      'values.constructor',
    ]);
  });
});

describe('the table of leads', () => {
  const lead = (about: Partial<Lead>): Lead => ({
    id: LeadId('led_1'),
    tenantId: TenantId('ten_1'),
    source: 'form',
    formId: null,
    conversationId: null,
    customerId: null,
    name: null,
    email: null,
    phone: null,
    intent: '',
    values: {},
    status: 'new',
    assignee: null,
    createdAt: new Date('2026-01-05T09:00:00Z'),
    version: 1,
    ...about,
  });

  it.each(['=1+1', '+971500000000', '-1', '@SUM(A1)', '\tx'])('keeps a spreadsheet from reckoning with %j', (text) => {
    expect(leadCsv([lead({ name: text })])).toContain(`,'${text},`);
  });

  it('begins with the mark that makes Arabic readable, and quotes what holds quotes', () => {
    const csv = leadCsv([lead({ name: 'أمل', intent: 'a "big", wish\nof two lines', values: { colour: 'red' } })]);
    expect(csv.startsWith('\ufeffid,created_at,')).toBe(true);
    expect(csv).toContain('field_colour\r\n');
    expect(csv).toContain('أمل');
    expect(csv).toContain('"a ""big"", wish\nof two lines"');
    expect(csv.endsWith(',red\r\n')).toBe(true);
  });
});
