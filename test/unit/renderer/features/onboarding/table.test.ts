import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_PASTED_CHARS } from '../../../../../preload/domain/onboarding/onboarding.ts';
import { POINT } from '../../../../../main/vendors/aliyun-cityvisual/onboarding/offers.ts';
import { GB28181 } from '../../../../../main/vendors/huawei-ivm/onboarding/offers.ts';
import {
  editRows,
  readRows,
  rowsIn,
  setText,
  startOver,
  useTable,
} from '../../../../../renderer/features/onboarding/model/table.ts';

const ID = '34020000001329000001';

beforeEach(() => startOver());

describe('a pasted table', () => {
  it.each([
    ['tabs', '\t'],
    ['commas', ','],
    ['semicolons', ';'],
  ])('a pasted table is read by %s, without its line of names and its empty lines', (_, separator) => {
    const lines = [
      ['id', 'name', 'user', 'password', 'digest'],
      [ID, ' Gate 1 ', 'gate-1', 'Lanner#2026', 'MD5'],
    ];
    const text = lines.map((cells) => cells.join(separator)).join('\r\n');
    expect(rowsIn(`${text}\r\n\r\n`, GB28181)).toEqual([
      { deviceId: ID, name: 'Gate 1', userName: 'gate-1', password: 'Lanner#2026', algorithm: 'MD5' },
    ]);
  });

  it('a first row with an id without a digit and a place on the map is a camera, and no head', () => {
    const rows = ['id,name,address,latitude,longitude', 'gate,North-Gate,gate,30.2,120.2'];
    expect(rowsIn(rows.join('\n'), POINT)).toMatchObject([{ deviceId: 'gate', latitude: '30.2' }]);
    expect(rowsIn(rows[1] ?? '', POINT)).toMatchObject([{ deviceId: 'gate', invite: 'gate' }]);
  });

  it('a pasted table gives a row without a digest SHA256, and leaves the blanks of a password', () => {
    expect(rowsIn(`${ID}\tGate\tgate-1\t pass WORD 1 `, GB28181)).toMatchObject([
      { password: ' pass WORD 1 ', algorithm: 'SHA256' },
    ]);
  });

  // @promise onboarding.too-many: More than 100 rows and a text of 10 MB are refused, and your words stay.
  it('a pasted table of 10 MB is refused, and the words typed before stay', () => {
    setText('typed before');
    expect(setText('x'.repeat(10_000_000))).toBe(false);
    expect(useTable.getState()).toMatchObject({ text: 'typed before', refused: { kind: 'too-long' } });
    expect(setText('x'.repeat(MAX_PASTED_CHARS))).toBe(true);
  });

  it('a pasted table of 101 rows stays as text, with the number of its rows', () => {
    const text = Array.from({ length: 101 }, (_, i) => `${ID}${String(i)}\tGate`).join('\n');
    setText(text);
    readRows(GB28181);
    expect(useTable.getState()).toMatchObject({ text, rows: [], refused: { kind: 'too-many', count: 101 } });
  });

  it('a pasted table becomes text again with the rows that are not done', () => {
    const row = { deviceId: ID, name: 'Gate', userName: 'gate-1', password: 'Lanner#2026', algorithm: 'SHA256' };
    const done = { state: 'done', field: null, problem: null, reason: null, error: null, id: null } as const;
    useTable.setState({
      rows: [
        { values: row, outcome: done },
        { values: { ...row, name: 'Dock' }, outcome: null },
      ],
    });
    editRows(GB28181);
    expect(useTable.getState()).toMatchObject({ text: `${ID}\tDock\tgate-1\tLanner#2026\tSHA256`, rows: [] });
  });
});
