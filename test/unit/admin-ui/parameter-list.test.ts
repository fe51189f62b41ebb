import { describe, expect, it } from 'vitest';
import { blankRow, faultOfRows, rowsOf, textOfRows } from '../../../admin-ui/src/features/functions/parameter-list.js';

const schema = {
  properties: {
    number: { type: 'string', description: 'On the parcel', maxLength: 20 },
    size: { type: 'string', description: '', maxLength: 60, enum: ['small', 'large'] },
    count: { type: 'integer', description: '', minimum: 1, maximum: 9 },
    urgent: { type: 'boolean', description: '' },
  },
  required: ['number'],
};

describe('the arguments of a function as a list', () => {
  it('hold what the schema holds, there and back', () => {
    const rows = rowsOf(JSON.stringify(schema)) ?? [];
    expect(rows.map(({ name, type, required }) => `${name} ${type} ${required}`)).toEqual([
      'number text true',
      'size choice false',
      'count number false',
      'urgent flag false',
    ]);
    expect(JSON.parse(textOfRows(rows))).toEqual(schema);
  });

  it.each(['', '[]', '{"properties":[]}', '{"properties":{"a":{"type":"object"}}}', '{"required":"a"}'])(
    'are left as text where a list cannot show them: %s',
    (text) => {
      expect(rowsOf(text)).toBeNull();
    },
  );

  it('say which of them has no name, or another one’s', () => {
    const rows = ['number', 'number', '', 'Größe'].map((name) => ({ ...blankRow, name }));
    expect(rows.map((_row, at) => faultOfRows(rows, at))).toEqual([null, 'twice', 'name', 'name']);
  });
});
