import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../../../../main/vendors/huawei-ivm/targets/limits.ts';
import {
  checkRows,
  columnMeanings,
  errorOf,
  guessColumns,
  picturesByName,
  type FileRow,
} from '../../../../../../../renderer/features/targets/model/import/people-file.ts';
import { withPicture } from '../../../../../../../renderer/features/targets/model/import/picture-check.ts';
import {
  animatedGif,
  animatedPortrait,
  animatedWebp,
  cmykPortrait,
  portrait,
} from '../../../../../../e2e/people-files.ts';
import { flatJpeg } from '../../../../../../simulator/media/flat-jpeg.ts';

const WHOLE = flatJpeg(Array.from({ length: 6 }, () => Array.from({ length: 6 }, () => [90, 9, 9] as const)));
const jpegOf = (side: number, red: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    flatJpeg(Array.from({ length: side }, () => Array.from({ length: side }, () => [red, 9, 9] as const))),
  );

function rowOf(row: number, picture: Uint8Array<ArrayBuffer>): FileRow {
  return {
    row,
    externalId: `P${row}`,
    values: {},
    samePictureAs: null,
    error: null,
    picture: { name: `${row}.jpg`, read: () => Promise.resolve(picture) },
  };
}

describe('the picture of a row', () => {
  // @promise target.import-checked
  it('two rows that share a picture are both sent, and the later one names the earlier', async () => {
    const seen = new Map<string, number>();
    const rows = [rowOf(1, jpegOf(6, 10)), rowOf(2, jpegOf(6, 200)), rowOf(3, jpegOf(6, 10))];
    const checked = [];
    for (const row of rows) checked.push(await withPicture(row, seen));
    expect(checked.map(({ error, samePictureAs }) => [error, samePictureAs])).toEqual([
      ...[
        [null, null],
        [null, null],
        [null, 1],
      ],
    ]);
  });

  // @promise target.import-picture: A picture that cannot be sent makes its row wrong before anything is sent, with the
  // reason.
  it.each([
    ['no picture', Buffer.from('no picture'), errorOf('picture', 'no-picture')],
    ['an animated GIF', animatedGif(), errorOf('picture', 'no-picture')],
    ['an animated WebP', animatedWebp(), errorOf('picture', 'no-picture')],
    ['a HEIC photo', Buffer.from('00000018667479706865696300000000', 'hex'), errorOf('picture', 'heic')],
    ['empty', Buffer.alloc(0), errorOf('picture', 'empty-file')],
    ['cut in the middle', WHOLE.subarray(0, WHOLE.length - 20), errorOf('picture', 'damaged')],
    ['a head alone', Buffer.from('ffd8ffe000', 'hex'), errorOf('picture', 'damaged')],
    [
      'larger than 100 megapixels',
      Buffer.from('ffd8ffc0001108c350c35003', 'hex'),
      errorOf('picture', 'too-many-pixels', 100),
    ],
    ['larger than 20 MB', Buffer.alloc(20_000_001), errorOf('picture', 'too-large', 20)],
  ])('a picture that is %s makes its row wrong, with the reason', async (_, bytes, error) => {
    expect((await withPicture(rowOf(1, new Uint8Array(bytes)), new Map())).error).toEqual(error);
  });

  // @promise target.photo-kinds
  it.each([
    ['a photo for printers (CMYK)', 'jpg', cmykPortrait()],
    ['an animated PNG', 'png', animatedPortrait()],
    ['a JPEG under the name of a PNG', 'png', portrait(3)],
    ['a PNG under the name of a JPEG', 'jpg', animatedPortrait()],
  ])('%s is taken', async (_, ending, bytes) => {
    const row = rowOf(1, new Uint8Array(bytes));
    const picture = row.picture === null ? null : { ...row.picture, name: `1.${ending}` };
    expect((await withPicture({ ...row, picture }, new Map())).error).toBeNull();
  });

  it('a picture that is too small for a face, and a picture that cannot be read, make their rows wrong', async () => {
    expect((await withPicture(rowOf(3, jpegOf(2, 10)), new Map())).error).toEqual(errorOf('picture', 'too-small'));
    const gone = { name: 'a.jpg', read: () => Promise.reject(new Error('gone')) };
    const row = { ...rowOf(1, new Uint8Array()), picture: gone };
    expect((await withPicture(row, new Map())).error).toEqual(errorOf('picture', 'file-changed'));
  });
});

// @promise target.import-picture
it('a name that two pictures have is named, and neither is sent', async () => {
  const named = (name: string) => ({ name, read: () => Promise.resolve(jpegOf(6, 10)) });
  const pictures = await picturesByName(['1.jpg', 'a.jpg', 'A.JPG'].map(named));
  const rows = ['1.jpg', 'a.jpg', 'b.jpg'].map((name, i) => [`E${i}`, name]);
  const source = { rows, faults: new Map(), columns: ['externalId', 'picture'] as const, pictures };
  const checked = [...checkRows({ ...source, fileHash: 'a'.repeat(64) }, { fields: [] })];
  expect(checked.map(({ error }) => error)).toEqual([
    null,
    errorOf('picture', 'two-files'),
    errorOf('picture', 'no-file'),
  ]);
});

// @promise target.name-length: A name of exactly as many signs as the cloud takes is accepted, and one sign more is
// refused before anything is sent; an emoji counts as one sign, and is refused as a sign.
it.each([
  ['128 signs', '李'.repeat(128), null],
  ['128 signs of two units of UTF-16 each', '𠮷'.repeat(128), null],
  ['one sign too many', '李'.repeat(129), errorOf('name', 'too-long', 128)],
  ['128 signs of which one is an emoji', `${'李'.repeat(127)}😀`, errorOf('name', 'form')],
  ['128 signs and an emoji', `${'李'.repeat(128)}😀`, errorOf('name', 'too-long', 128)],
  ['two signs and an emoji of several parts', '李明👨‍👩‍👧', errorOf('name', 'form')],
])('a row of a file with a name of %s is sent, or is wrong with the reason', (_, name, error) => {
  const picture = { name: '1.jpg', read: () => Promise.resolve(jpegOf(6, 10)) };
  const source = { rows: [['E1', name, '男', '1.jpg']], faults: new Map(), pictures: new Map([['1.jpg', picture]]) };
  const columns = ['externalId', 'name', 'gender', 'picture'] as const;
  const [row] = checkRows({ ...source, columns, fileHash: 'a'.repeat(64) }, LIMITS.nvr800);
  expect([row?.error, row?.values.name]).toEqual([error, name]);
});

describe('the columns of a file', () => {
  it('columns are known by Chinese and English names, each meaning once, and others are left out', () => {
    expect(
      guessColumns(
        ['姓名', 'Gender ', '照片', 'name', '部门'],
        new Map([
          ['gender', 'gender'],
          ['name', 'name'],
        ]),
      ),
    ).toEqual(['name', 'gender', 'picture', null, null]);
  });
});

it('a meaning that somebody gave to a column counts before the guess, and no meaning is given twice', () => {
  const head = ['name', 'Chef', 'Badge', 'photo'];
  const remembered = [null, 'name', 'left-out', null] as const;
  expect(guessColumns(head, new Map(), remembered)).toEqual([null, 'name', null, 'picture']);
  expect(guessColumns(['A', 'B'], new Map(), ['age', 'age'])).toEqual(['age', null]);
});

it('only a choice that differs from the guess is stored, a return to it is not, and equal headings are left out', () => {
  const head = ['name', 'Badge', 'photo', 'x', 'X ', ''];
  const chosen = ['name', 'workNumber', null, 'age', 'remark', 'email'] as const;
  expect(columnMeanings(head, chosen, new Map([['name', 'name']]))).toEqual([
    { heading: 'name', column: null },
    { heading: 'Badge', column: 'workNumber' },
    { heading: 'photo', column: 'left-out' },
  ]);
});

it('a column or a gender that is called like a part of every object is a plain word', () => {
  const words = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
  expect(guessColumns(words, new Map())).toEqual([null, null, null, null]);
  const rows = words.map((word) => ['P1', word]);
  const source = {
    rows,
    columns: ['externalId', 'gender'] as const,
    pictures: new Map(),
    faults: new Map(),
    fileHash: 'a'.repeat(64),
  };
  const rule = {
    field: 'gender',
    isMandatory: true,
    maxChars: 16,
    pattern: '',
    barOnAdd: null,
    barOnUpdate: null,
  } as const;
  const checked = [...checkRows(source, { fields: [rule] })];
  expect(checked.map(({ values }) => values.gender)).toEqual(words);
});

// @promise target.import-cells
it('a cell that a workbook stores in another form makes the row wrong, unless its column is left out', () => {
  const rows = [
    ['E1', '110101199003070000', 'x'],
    ['E2', '110101199003070000', 'x'],
    ['E3', '12', 'x'],
  ];
  const lost = (column: number) => [{ column, problem: 'digits-lost' as const }];
  const faults = new Map([
    [0, lost(1)],
    [1, lost(1)],
    [2, lost(2)],
  ]);
  const source = { rows, faults, columns: ['workNumber', 'externalId', null] as const };
  const checked = [...checkRows({ ...source, pictures: new Map(), fileHash: 'a'.repeat(64) }, { fields: [] })];
  expect(checked.map(({ error }) => error)).toEqual([
    errorOf('externalId', 'digits-lost'),
    errorOf('externalId', 'digits-lost'),
    errorOf('picture', 'no-file'),
  ]);
});
