import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BitReader, BitWriter, escapeNal, unescapeNal } from './bits.ts';

describe('H.264 bits', () => {
  it('the reader of bits reads back every mix of fixed and Exp-Golomb codes that was written', () => {
    const code = fc.oneof(
      fc.record({ kind: fc.constant('ue' as const), value: fc.nat(70_000) }),
      fc.record({ kind: fc.constant('se' as const), value: fc.integer({ min: -30_000, max: 30_000 }) }),
      fc.record({ kind: fc.constant('bits' as const), value: fc.nat(0x7fffffff) }),
    );
    fc.assert(
      fc.property(fc.array(code, { minLength: 1, maxLength: 60 }), (codes) => {
        const w = new BitWriter(1);
        for (const { kind, value } of codes) {
          if (kind === 'bits') w.bits(value, 31);
          else w[kind](value);
        }
        w.trailing();
        const r = new BitReader(w.bytes());
        expect(codes.map(({ kind }) => (kind === 'bits' ? r.bits(31) : r[kind]()))).toEqual(
          codes.map(({ value }) => value),
        );
      }),
    );
  });

  it('the writer never leaves a start code inside a NAL unit, and gives the payload back', () => {
    const payload = fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3, 4, 255), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(payload, (bytes) => {
        const rbsp = Buffer.from([...bytes, 0x80]);
        const nal = escapeNal(rbsp);
        for (const forbidden of [0, 1, 2]) expect(nal.includes(Buffer.from([0, 0, forbidden]))).toBe(false);
        expect(unescapeNal(nal)).toEqual(rbsp);
      }),
    );
  });

  it('the reader of bits refuses to read past the end and invents no zeros', () => {
    expect(() => new BitReader(Buffer.from([0])).bits(9)).toThrow(RangeError);
  });
});
