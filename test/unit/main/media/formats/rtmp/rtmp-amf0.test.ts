import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeAmf, encodeAmf, leadingText } from '../../../../../../main/media/formats/rtmp/rtmp-amf0.ts';
import type { AmfValue } from '../../../../../../main/media/formats/rtmp/rtmp-amf0.ts';
import { amf } from '../../rtmp-fixtures.ts';

const { value } = fc.letrec<{ value: AmfValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.string(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(fc.string({ minLength: 1 }), tie('value')), { maxLength: 3 }).map((pairs) => new Map(pairs)),
  ),
}));

it('the AMF0 decoder reads back what the encoder writes', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 4 }), (values) => {
      expect(decodeAmf(encodeAmf(values))).toEqual(values);
    }),
  );
});

it('the AMF0 encoder writes a command as the specification shows', () => {
  const fields = new Map<string, AmfValue>([
    ['app', 'live'],
    ['fpad', false],
  ]);
  expect(encodeAmf(['connect', 1, fields, null])).toEqual(amf('connect', 1, { app: 'live', fpad: false }, null));
});

it.each([
  ['an array with a false count', [8, 0, 0, 0, 0, 0, 1, 0x61, 1, 1, 0, 0, 9], new Map([['a', true]])],
  ['a typed object', [16, 0, 1, 0x43, 0, 1, 0x61, 5, 0, 0, 9], new Map([['a', null]])],
  ['a date', [11, ...Buffer.from(amf(1_000).subarray(1)), 0, 0], 1_000],
  ['a long text', [12, 0, 0, 0, 2, 0x68, 0x69], 'hi'],
  ['undefined', [6], null],
  ['a reference', [7, 0, 1], null],
])('the AMF0 decoder reads %s', (_, bytes, expected) => {
  expect(decodeAmf(Buffer.from(bytes))).toEqual([expected]);
});

it.each([
  ['a text that is cut short', [2, 0, 9, 0x61]],
  ['a number that is cut short', [0, 1, 2]],
  ['an object without end', [3, 0, 1, 0x61, 5]],
  ['a list of four billion', [10, 0xff, 0xff, 0xff, 0xff, 5]],
  ['AMF3', [17, 1]],
  ['objects in objects without end', Array.from({ length: 300 }, () => [3, 0, 1, 0x61]).flat()],
])('the AMF0 decoder refuses %s', (_, bytes) => {
  expect(() => decodeAmf(Buffer.from(bytes))).toThrow(
    expect.objectContaining({ code: 'media.bad-stream', params: { detail: expect.stringMatching(/^AMF0 /) } }),
  );
});

it('the AMF0 decoder answers any bytes with values or a stated reason', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      try {
        decodeAmf(Buffer.from(bytes));
      } catch (error) {
        expect(error).toMatchObject({ code: 'media.bad-stream' });
      }
    }),
    { numRuns: 500 },
  );
});

it('the AMF0 decoder returns the leading text of a message', () => {
  expect(leadingText(amf('onMetaData', 1))).toEqual({ text: 'onMetaData', end: 13 });
  expect(leadingText(Buffer.from([2, 0, 9, 0x61]))).toBeNull();
  expect(leadingText(amf(1))).toBeNull();
});
