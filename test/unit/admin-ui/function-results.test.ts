import { describe, expect, it } from 'vitest';
import {
  blankResult,
  faultOfResults,
  isSaid,
  resultRowsOf,
  textOfResults,
} from '../../../admin-ui/src/features/functions/result-list.js';

const fields = [
  { name: 'eta', path: 'parcel.eta', type: 'date' },
  { name: 'state', path: 'parcel.state', type: 'choice', choices: { OUT: { en: 'on its way', ar: 'في الطريق' } } },
];

describe('the list of what is read of a function’s answer', () => {
  it('shows what the text holds, and writes the same text', () => {
    const rows = resultRowsOf(JSON.stringify(fields));
    expect(rows?.map(({ name, type }) => [name, type])).toEqual([
      ['eta', 'date'],
      ['state', 'choice'],
    ]);
    expect(JSON.parse(textOfResults(rows ?? []))).toEqual(fields);
  });

  it.each(['{}', '[1]', '[{"name":"x","path":"x","type":"html"}]', 'no'])('leaves %s to the text', (text) => {
    expect(resultRowsOf(text)).toBeNull();
  });

  it('says what keeps a row from being saved', () => {
    const row = { ...blankResult, name: 'eta', path: 'a' };
    const choice = { ...row, name: 'state', type: 'choice' } as const;
    const rows = [row, { ...row, name: 'Eta' }, row, { ...row, name: 'b', path: ' ' }, choice];
    expect(rows.map((_, at) => faultOfResults(rows, at))).toEqual([null, 'name', 'twice', 'path', 'choices']);
  });

  it('knows which values a customer hears', () => {
    expect(isSaid('eta', { en: 'It comes on {eta}.' })).toBe(true);
    expect(isSaid('state', { en: 'It comes on {eta}.' })).toBe(false);
  });
});
