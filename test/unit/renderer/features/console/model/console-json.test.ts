import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../../../../renderer/features/console/model/console-json.ts';

describe('parameters typed as JSON', () => {
  it('parameters typed as JSON keep every digit of an id beyond 2^53', () => {
    expect(parseJson('{"id": 9007199254740993, "n": 12, "list": [18446744073709551615]}')).toEqual({
      ok: true,
      value: { id: '9007199254740993', n: 12, list: ['18446744073709551615'] },
    });
  });

  it.each([
    ['{\n  "a": 1,\n  "b": x\n}', 3, 8],
    ['{"a": 1}}', 1, 9],
    ['{\n"a": 1', 2, 7],
    ['{\n"a": 1,\n}', 3, 1],
    ['{"a":\n [1, 2}', 2, 7],
    ['{"a": 01}', 1, 7],
    ['{"a": "b\nc"}', 1, 7],
  ])('parameters typed as JSON name the place that cannot be read: %j', (text, line, column) => {
    expect(parseJson(text)).toMatchObject({ ok: false, line, column });
  });

  it('parameters typed as JSON say what is wrong in one short line', () => {
    const parsed = parseJson('{\n  "a": 1,\n  "b": x\n}');
    expect(parsed.ok ? '' : parsed.detail).toMatch(/^Unexpected token 'x'$/);
  });

  it('parameters typed as JSON are one object, not a list or a text', () => {
    expect(parseJson('[1]')).toMatchObject({ ok: false, detail: null });
    expect(parseJson('  ')).toEqual({ ok: true, value: {} });
  });
});
