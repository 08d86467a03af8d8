import { describe, expect, it } from 'vitest';
import { checkDraft, checkEdits, LIMITS } from '../../../../../../main/vendors/huawei-ivm/targets/limits.ts';
import { toMaxGroups, toSent } from '../../../../../../main/vendors/huawei-ivm/targets/mapping.ts';
import type { TargetFamily, TargetValues } from '../../../../../../preload/domain/people/targets.ts';
import { flatJpeg } from '../../../../../simulator/media/flat-jpeg.ts';

const PICTURE = flatJpeg([[[90, 90, 90]]]);
const VALUES = { name: '李 明', gender: 'male' };

function problemOf(family: TargetFamily, values: TargetValues, picture: Uint8Array = PICTURE): unknown {
  try {
    checkDraft(LIMITS[family], { values, picture });
    return null;
  } catch (error) {
    return (error as { params: unknown }).params;
  }
}

/** A JPEG whose head states this size in pixels. */
function sized(width: number, height: number): Uint8Array {
  const bytes = Buffer.from(PICTURE);
  const at = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(height, at + 5);
  bytes.writeUInt16BE(width, at + 7);
  return bytes;
}

describe('the limits of a target', () => {
  // @promise target.wrong-value
  it.each([
    [
      { ...VALUES, name: '' },
      { field: 'name', detail: 'missing' },
    ],
    [
      { ...VALUES, name: 'a'.repeat(129) },
      { field: 'name', detail: 'too-long', limit: 128 },
    ],
    [
      { ...VALUES, name: `${'李'.repeat(128)}😀` },
      { field: 'name', detail: 'too-long', limit: 128 },
    ],
    // An emoji is one sign: this name is not too long, it has a sign that the cloud does not take.
    [
      { ...VALUES, name: `${'李'.repeat(127)}😀` },
      { field: 'name', detail: 'form' },
    ],
    [
      { ...VALUES, gender: 'other' },
      { field: 'gender', detail: 'form' },
    ],
    [
      { ...VALUES, age: '256' },
      { field: 'age', detail: 'form' },
    ],
    [
      { ...VALUES, phone: '1390013800' },
      { field: 'phone', detail: 'form' },
    ],
    [
      { ...VALUES, email: 'nobody' },
      { field: 'email', detail: 'form' },
    ],
    [
      { ...VALUES, nation: '汉' },
      { field: 'nation', detail: 'unknown' },
    ],
  ])('the values %j are refused by the field: %j', (values, problem) => {
    expect(problemOf('nvr800', values)).toEqual(problem);
  });

  it.each([
    ['Latin letters', 'a'],
    ['Chinese signs', '李'],
    ['Chinese signs of two units of UTF-16 each', '𠮷'],
  ])('a name of 128 %s is accepted', (_, sign) => {
    expect(problemOf('nvr800', { ...VALUES, name: sign.repeat(128) })).toBeNull();
  });

  // @promise target.limits: The limits of the family are published with the lists, field by field, with the reason for
  // what cannot be set.
  it.each([
    ['sdc', ['age', 'country', 'nation', 'occupation', 'phone', 'email', 'remark']],
    ['nvr800', ['nation']],
    ['ivs1800', ['age', 'nation', 'native', 'phone', 'email', 'domicile']],
  ] as const)('the family %s does not accept %j, with the reason', (family, barred) => {
    const { fields } = LIMITS[family];
    expect(fields.filter(({ barOnAdd }) => barOnAdd !== null).map(({ field }) => field)).toEqual(barred);
    expect(fields.find(({ field }) => field === 'externalId')?.barOnUpdate).toBe('set-once');
    expect(fields.find(({ field }) => field === 'nation')?.barOnAdd).toBe('not-yet');
  });

  // @promise target.wrong-value
  it.each([
    [Buffer.from('text'), { field: 'picture', detail: 'form' }],
    [PICTURE.subarray(0, 40), { field: 'picture', detail: 'form' }],
    [Buffer.concat([PICTURE, Buffer.alloc(30_000)]), { field: 'picture', detail: 'too-large', limit: 0.03 }],
    [sized(1_201, 800), { field: 'picture', detail: 'at-most', limit: 1_200 }],
    [sized(0, 800), { field: 'picture', detail: 'form' }],
    [sized(1_200, 1_200), null],
  ])('a picture is refused when it is no picture, too large, or has too many pixels (%#)', (picture, problem) => {
    expect(problemOf('nvr800', VALUES, picture)).toEqual(problem);
  });

  it('only changed values are checked, and the id that the operator gave never changes', () => {
    expect(() => checkEdits(LIMITS.sdc, { name: '新' }, null)).not.toThrow();
    expect(() => checkEdits(LIMITS.sdc, { externalId: 'X1' }, null)).toThrow('externalId: unknown');
    expect(() => checkEdits(LIMITS.sdc, { name: null }, null)).toThrow('name: missing');
  });
});

it('a target is sent with the names of the document, its age as a number, and nothing that the family does not take', () => {
  const values = { ...VALUES, age: '24', workNumber: 'W1', externalId: 'E1', nation: '汉' };
  const jpegBase64 = PICTURE.toString('base64');
  const common = { name: '李 明', gender: 'male', work_no: 'W1', jpegBase64 };
  expect(toSent(LIMITS.nvr800, values, PICTURE, 'barOnAdd')).toEqual({ ...common, age: 24, external_target_id: 'E1' });
  expect(toSent(LIMITS.sdc, values, PICTURE, 'barOnUpdate')).toEqual(common);
});

// @promise target.list-bound
it.each([
  ['128', 128],
  [128, 128],
  ['0', 0],
  ['-1', null],
  [-1, null],
  ['', null],
  ['many', null],
  [undefined, null],
])(
  'the highest number of lists of a device, %j, is read as %j: minus one and other texts are no limit',
  (told, most) => {
    expect(toMaxGroups(told)).toBe(most);
  },
);
