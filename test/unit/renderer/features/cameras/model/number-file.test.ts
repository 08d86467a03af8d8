import { expect, it } from 'vitest';
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

it('finds a camera by its cloud and channel id whatever the account is called, and of two accounts by its name', async () => {
  const file = await numbers('7,Gate,IVM,Another desk,:d1/0', '8,Hall,IVM,Depot,:d2/0');
  expect([...file.wanted]).toEqual([
    [cameras[0]?.id, 7],
    [cameras[2]?.id, 8],
  ]);
  expect(file.problemCount).toBe(0);
});

it('reads a file of a spreadsheet: a byte order mark, semicolons, quotes, columns in another order', async () => {
  const text = '\uFEFFchannel id;cloud;number;camera\n:d1/0;ivm;12;"Gate; ""north""\nlower"\n';
  const file = await readNumberFile(text, cameras, accounts);
  expect(file).toMatchObject({ kind: 'numbers', problemCount: 0 });
  expect(file.kind === 'numbers' && [...file.wanted]).toEqual([[cameras[0]?.id, 12]]);
});

it('tells each row that cannot be used by its line, and takes the others', async () => {
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

it('names the camera of a row that no account lists as the file names the camera', async () => {
  const file = await numbers('5,North gate,VIS,Shop,:d9/0', '6,,VIS,Shop,:d8/0');
  expect(file.problems.map(({ text }) => text)).toEqual(['North gate (VIS :d9/0)', '(VIS :d8/0)']);
});

it('refuses a file without the columns, and a file with too many rows, before anything is changed', async () => {
  expect(await readNumberFile('a,b\n1,2', cameras, accounts)).toEqual({ kind: 'no-columns' });
  expect(await readNumberFile('', cameras, accounts)).toEqual({ kind: 'no-columns' });
  const many = `${HEAD}\n${'1,a,IVM,Shop,:x/0\n'.repeat(50_001)}`;
  expect(await readNumberFile(many, cameras, accounts)).toEqual({ kind: 'too-many-rows' });
});

it('stays within its bounds for cells and quotes that never end', () => {
  const [row] = [...rowsOf(`"${'x'.repeat(100_000)}`, ',')];
  expect(row?.cells[0]).toHaveLength(1_024);
  const [wide] = [...rowsOf(`${','.repeat(10_000)}x\n`, ',')];
  expect(wide?.cells).toHaveLength(32);
});
