import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows, csvText } from '../../../../../../../renderer/features/targets/model/import/csv.ts';

describe('the rows of a file', () => {
  it.each([
    ['a comma', 'name,gender\r\n李,male\r\n'],
    ['a semicolon', 'name;gender\n李;male'],
    ['a tab', 'name\tgender\n李\tmale\n\n'],
  ])('cells are separated by %s', async (_name, text) => {
    expect(await csvRows(text)).toEqual([
      ['name', 'gender'],
      ['李', 'male'],
    ]);
  });

  it('a quoted cell keeps separators, quotes and lines', async () => {
    expect(await csvRows('a,b\n"1,""x""\n2",\n')).toEqual([
      ['a', 'b'],
      ['1,"x"\n2', ''],
    ]);
  });

  it('a file that is written is read as it was, and none of its cells is a formula', async () => {
    const cell = fc.constantFrom('=1+1', '@x', '李', 'a,b', 'say "x"', 'two\nlines', 'plain', '-5');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1 }), async (rows) => {
        const head = ['one', 'two', 'three'];
        const text = csvText([head, ...rows]);
        expect(text).not.toMatch(/(?:^|[\n,"])[=@-]/);
        expect(await csvRows(text.slice(1))).toEqual([head, ...rows]);
      }),
    );
  });
});
