import { expect, it } from 'vitest';
import { fileText } from '../../../../../../renderer/state/page/file-text.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import {
  readNumberFile,
  rowsOf,
  type NumbersOfFile,
} from '../../../../../../renderer/features/cameras/model/number-file.ts';

const [shop, depot] = [asAccountId('acc1'), asAccountId('acc2')];
const accounts = [
  { id: shop, vendor: 'huawei-ivm' as const, label: 'Shop' },
  { id: depot, vendor: 'huawei-ivm' as const, label: 'Depot' },
];
const camera = (accountId: typeof shop, device: string) => ({
  id: channelIdOf(deviceIdOf(accountId, device), '0'),
  accountId,
});
const cameras = [camera(shop, 'd1'), camera(shop, 'd2'), camera(depot, 'd2')];
const HEAD = 'number,camera,cloud,account,channel id';

async function numbers(...rows: string[]): Promise<NumbersOfFile> {
  const file = await readNumberFile([HEAD, ...rows].join('\r\n'), cameras, accounts);
  if (file.kind !== 'numbers') throw new Error(file.kind);
  return file;
}

it('a camera is found by its cloud, the name of its account and its channel id, also with spaces around the name', async () => {
  const file = await numbers('7,Gate,IVM, Shop ,:d1/0', '8,Hall,IVM,Depot,:d2/0', '9,Hall,IVM,Shop\u3000,:d2/0');
  expect([...file.wanted]).toEqual([
    [cameras[0]?.id, 7],
    [cameras[2]?.id, 8],
    [cameras[1]?.id, 9],
  ]);
  expect(file.problemCount).toBe(0);
});

// @promise security.number-file-account: A row of a file of camera numbers never numbers the camera of another account.
it('a row never numbers the camera of another account: a name that no account has is the outcome of its row', async () => {
  const file = await numbers(
    '7,Gate,IVM,West,:d1/0',
    '8,Hall,IVM,Depot,:d1/0',
    '9,Hall,IVM,,:d2/0',
    '10,Gate,IVM,,:d1/0',
  );
  expect(file.problems.map(({ line, kind }) => [line, kind])).toEqual([
    [2, 'account'],
    [3, 'unknown'],
    [4, 'several'],
  ]);
  expect([...file.wanted]).toEqual([[cameras[0]?.id, 10]]);
});

it('a file of a Chinese spreadsheet is read as GB18030, its account names too', async () => {
  const west = [{ id: shop, vendor: 'huawei-ivm' as const, label: '西区' }, ...accounts.slice(1)];
  // 12,大门,IVM,西区,:d1/0 and a character of four bytes (㐀).
  const row = [0x31, 0x32, 0x2c, 0xb4, 0xf3, 0xc3, 0xc5, 0x81, 0x39, 0xee, 0x39, 0x2c, 0x49, 0x56, 0x4d, 0x2c];
  const account = [0xce, 0xf7, 0xc7, 0xf8, ...Buffer.from(',:d1/0\r\n')];
  const bytes = new Uint8Array([...Buffer.from(`${HEAD}\r\n`), ...row, ...account]);
  const file = await readNumberFile(fileText(bytes.buffer) ?? '', cameras, west);
  expect(file).toMatchObject({ kind: 'numbers', problemCount: 0 });
  expect(file.kind === 'numbers' && [...file.wanted]).toEqual([[cameras[0]?.id, 12]]);
});

it('the reader of a file of numbers reads a file of a spreadsheet: a byte order mark, semicolons, quotes, columns in another order', async () => {
  const text = '\uFEFFchannel id;cloud;number;camera\n:d1/0;ivm;12;"Gate; ""north""\nlower"\n';
  const file = await readNumberFile(text, cameras, accounts);
  expect(file).toMatchObject({ kind: 'numbers', problemCount: 0 });
  expect(file.kind === 'numbers' && [...file.wanted]).toEqual([[cameras[0]?.id, 12]]);
});

it('the reader of a file of numbers reports each row that cannot be used by its line, and takes the others', async () => {
  const file = await numbers(
    ...['0,a,IVM,Shop,:d1/0', '1.5,a,IVM,Shop,:d1/0', '5,b,VIS,Shop,:d1/0', '6,a,IVM,Shop,:d1/0', '6,c,IVM,Shop,:d2/0'],
    ...['7,a,IVM,Shop,:d1/0', ',a,IVM,Shop,:d1/0', ''],
  );
  expect([...file.wanted]).toEqual([[cameras[0]?.id, 6]]);
  expect(file.problems.map(({ line, kind }) => [line, kind])).toEqual([
    [2, 'number'],
    [3, 'number'],
    [4, 'unknown'],
    [6, 'number-twice'],
    [7, 'camera-twice'],
  ]);
  expect(file.emptyCount).toBe(1);
});

it('the reader of a file of numbers names the camera of a row that no account lists as the file names the camera', async () => {
  const file = await numbers('5,North gate,VIS,Shop,:d9/0', '6,,VIS,Shop,:d8/0');
  expect(file.problems.map(({ text }) => text)).toEqual(['North gate (VIS :d9/0)', '(VIS :d8/0)']);
});

// @promise security.number-file-bounds: A file of camera numbers is bounded in characters, rows and cells. Each bad row
// is reported by its line and changes nothing, and main checks every change again.
it('the reader of a file of numbers refuses a file without the columns, and a file with too many rows, before anything is changed', async () => {
  expect(await readNumberFile('a,b\n1,2', cameras, accounts)).toEqual({ kind: 'no-columns' });
  expect(await readNumberFile('', cameras, accounts)).toEqual({ kind: 'no-columns' });
  const many = `${HEAD}\n${'1,a,IVM,Shop,:x/0\n'.repeat(50_001)}`;
  expect(await readNumberFile(many, cameras, accounts)).toEqual({ kind: 'too-many-rows' });
});

// @promise security.number-file-bounds
it('the reader of a file of numbers stays within its bounds for cells and quotes that never end', () => {
  const [row] = [...rowsOf(`"${'x'.repeat(100_000)}`, ',')];
  expect(row?.cells[0]).toHaveLength(1_024);
  const [wide] = [...rowsOf(`${','.repeat(10_000)}x\n`, ',')];
  expect(wide?.cells).toHaveLength(32);
});

// @promise security.number-file-text: A file of camera numbers is read in its encoding, strictly: a picture is refused,
// names are looked up in maps, a number has digits only, and reports on a row have no control characters.
it('the reader of a file of numbers reads a file that a spreadsheet saved as UTF-16, in either order of bytes', async () => {
  const text = `\uFEFF${HEAD.replaceAll(',', '\t')}\r\n12\t大门\tIVM\tShop\t:d1/0\r\n`;
  const little = Buffer.from(text, 'utf16le');
  for (const bytes of [little, Buffer.from(little).swap16(), Buffer.from(text, 'utf8')]) {
    const file = await readNumberFile(fileText(new Uint8Array(bytes).buffer) ?? '', cameras, accounts);
    expect(file.kind === 'numbers' && [...file.wanted]).toEqual([[cameras[0]?.id, 12]]);
  }
});

// @promise security.number-file-text
it('the reader of a file of numbers refuses a file that is no text, and takes no word of JavaScript for a column, a cloud or a camera', async () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 256);
  expect(fileText(bytes.buffer)).toBeNull();
  expect(fileText(new Uint8Array([0xff, 0xfe, 0x00, 0xd8]).buffer)).toBeNull();
  expect(fileText(new ArrayBuffer(0))).toBe('');
  expect(await readNumberFile('__proto__,constructor,toString\n1,2,3', cameras, accounts)).toEqual({
    kind: 'no-columns',
  });
  const file = await numbers('7,a,__proto__,constructor,__proto__', '8,a,constructor,,toString');
  expect(file.problems.map(({ kind }) => kind)).toEqual(['unknown', 'unknown']);
});

// @promise security.number-file-text
it.each(['0x10', '1e3', '12.0', '+7', '-7', '１２', '1 2', 'Infinity', '1234567'])(
  'the reader of a file of numbers takes %s for no camera number',
  async (text) => {
    const file = await numbers(`${text},a,IVM,Shop,:d1/0`);
    expect([file.wanted.size, file.problems[0]?.kind]).toEqual([0, 'number']);
  },
);

// @promise security.number-file-text
it('the reader of a file of numbers reports a row without direction marks and control characters, so that no file draws on the screen', async () => {
  const file = await numbers('7,a,IVM\u202E,Shop,\u0007gone\u2066');
  expect(file.problems.map(({ text }) => text)).toEqual(['a (IVM gone)']);
});

// @promise security.number-file-pieces: One endless row in a file of camera numbers does not hold up other events.
it('the reader of a file of numbers lets other events happen within one endless row, and counts the lines of old Macs', () => {
  const rows = [...rowsOf(`"${'x'.repeat(2_000_000)}`, ',')];
  expect(rows.filter((row) => row === null).length).toBeGreaterThan(5);
  expect([...rowsOf('a\rb\r"c\rd"\re', ',')].map((row) => row?.line)).toEqual([1, 2, 3, 5]);
});

it('the reader of a file of numbers finds the account again whose name the file had to change for spreadsheets', async () => {
  const twins = [
    { id: shop, vendor: 'huawei-ivm' as const, label: "'East" },
    { id: depot, vendor: 'huawei-ivm' as const, label: '=West;-2' },
  ];
  const text = `${HEAD}\n7,a,IVM,'East,:d2/0\n8,a,IVM,"'=West;'-2",:d2/0`;
  const file = await readNumberFile(text, cameras, twins);
  expect(file.kind === 'numbers' && [...file.wanted]).toEqual([
    [cameras[1]?.id, 7],
    [cameras[2]?.id, 8],
  ]);
});
