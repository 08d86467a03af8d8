import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLine, csvOf } from '../../../../../../preload/domain/csv.ts';
import { readText } from '../../../../../../main/services/targets/tables/text-table.ts';

const read = (text: string): readonly (readonly string[])[] => readText(Buffer.from(text)).map(({ cells }) => cells);
function refusal(text: string): unknown {
  try {
    readText(Buffer.from(text));
    return 'read';
  } catch (error) {
    return (error as { readonly fault?: string }).fault;
  }
}

it.each([
  ['a comma', 'name,gender\r\n李,male\r\n'],
  ['a semicolon', 'name;gender\n李;male'],
  ['a tab', 'name\tgender\n李\tmale\n\n'],
  ['a comma, with lines of an old Macintosh', 'name,gender\r李,male\r'],
  ['a comma, with lines of several kinds and empty ones', 'name,gender\n\r\n , \n 李 ,male\r\n'],
])('cells are separated by %s', (_name, text) => {
  expect(read(text)).toEqual([
    ['name', 'gender'],
    ['李', 'male'],
  ]);
});

it('a quoted cell has its separators, quotes and lines, and a quote inside of a cell is a sign like others', () => {
  expect(read('a,b\n"1,""x""\n2",\nAnn "the" Boss,5"\n')).toEqual([
    ['a', 'b'],
    ['1,"x"\n2', ''],
    ['Ann "the" Boss', '5"'],
  ]);
});

it('a row may have fewer cells than the names of the columns, and more', () => {
  expect(read('a,b\n1\n1,2,3\n')).toEqual([['a', 'b'], ['1'], ['1', '2', '3']]);
});

it('a written file is read back unchanged, and none of its cells is a formula', () => {
  const cell = fc.constantFrom('=1+1', '@x', '李', 'a,b', 'say "x"', 'two\nlines', 'plain', '-5');
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
      const head = ['one', 'two', 'three'];
      const text = csvOf([head, ...rows].map(csvLine));
      expect(text).not.toMatch(/(?:^|[\n,"])[=@-]/);
      expect(read(text)).toEqual([head, ...rows]);
    }),
  );
});

// @promise security.people-text
// @promise target.import-quote: A quotation mark without an end is named, and no row behind it becomes part of a cell.
it('a quote without an end is reported, and no row behind it becomes part of its cell', () => {
  expect(refusal('name,id\n"Ann,1\nBob,2\n')).toBe('open-quote');
});

// @promise security.people-text: A text of people with endless rows, columns, cells or quotes is refused at its bounds.
it('endless rows, columns and cells are refused, and a long cell makes its row wrong', () => {
  expect(refusal(`name\n${'a\n'.repeat(200_001)}`)).toBe('too-many-rows');
  expect(refusal(`name\n${','.repeat(256)}`)).toBe('too-many-columns');
  expect(refusal(`name\n"${'a'.repeat(1_100_000)}"`)).toBe('unpacks-too-large');
  const [, row] = readText(Buffer.from(`name\n${'a'.repeat(3_000)}`));
  expect(row).toEqual({ cells: ['a'.repeat(2_048)], faults: [{ column: 0, problem: 'too-long' }] });
});
