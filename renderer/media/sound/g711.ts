/** ITU-T G.711: each byte is one sample, whose sign, range and place in the range it holds. */
import type { G711Law } from '../../../preload/domain/exports/clips.ts';

const FULL = 32_768;

function fromALaw(code: number): number {
  const bits = code ^ 0x55;
  const range = (bits >> 4) & 7;
  const step = ((bits & 0x0f) << 4) + 8;
  const size = range === 0 ? step : (step + 0x100) << (range - 1);
  return (bits & 0x80) !== 0 ? size : -size;
}

function fromMuLaw(code: number): number {
  const bits = ~code & 0xff;
  const size = ((((bits & 0x0f) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
  return (bits & 0x80) === 0 ? size : -size;
}

const tableOf = (decode: (code: number) => number): Float32Array =>
  Float32Array.from({ length: 256 }, (_, code) => decode(code) / FULL);

const TABLES: Readonly<Record<G711Law, Float32Array>> = { alaw: tableOf(fromALaw), ulaw: tableOf(fromMuLaw) };

/**
 * Decodes G.711 into samples from -1 to 1, all channels mixed into one.
 *
 * @param channels how many take turns in the bytes; bytes of a sample that is not whole are left out.
 */
export function decodeG711(law: G711Law, bytes: Uint8Array, channels: 1 | 2): Float32Array {
  const table = TABLES[law];
  const samples = new Float32Array(Math.floor(bytes.length / channels));
  for (let i = 0; i < samples.length; i += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += table[bytes[i * channels + channel] ?? 0] ?? 0;
    samples[i] = sum / channels;
  }
  return samples;
}
