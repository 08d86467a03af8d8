/** Makes hostile inputs from good ones. Everything follows from the seed, so that a finding can be repeated. */
import type { Random } from './soak-random.ts';

const TOKENS: readonly string[] = [
  ...[
    '\u0000',
    '\r\n',
    '\n\n\n',
    '"',
    "'",
    ',',
    '=',
    ':',
    '//',
    '/',
    '..',
    '%',
    '%00',
    '%zz',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
  ],
  ...['-1', '0', '1e300', '-1e300', 'NaN', 'Infinity', '9007199254740993', '18446744073709551616', '0x7fffffff'],
  ...['\u202e', '\u200b', '\ufeff', '\ud800', '𝟘', 'null', 'true', '{}', '[]', '__proto__', 'constructor', 'toString'],
  ...['http://', 'http://[', 'http://[::1]', '//a:99999/', '//:0', 'data:,', 'javascript:', 'file:///', 'rtmp://'],
  ...['#EXT-X-KEY:', '#EXTINF:', '#EXT-X-BYTERANGE:', '#EXT-X-MAP:', '#EXT-X-STREAM-INF:', '#EXT-X-MEDIA-SEQUENCE:'],
];
/** Long runs of one character make code slow whose time grows faster than the input. */
const LONG_RUNS: readonly number[] = [16, 256, 4_096, 16_384];

function mutateText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const end = at + random.below(Math.min(64, text.length - at + 1));
  const token = random.pick(TOKENS);
  switch (random.below(8)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(end);
    case 2:
      return text.slice(0, at) + token + text.slice(at);
    case 3:
      return text.slice(0, at) + token.repeat(random.pick(LONG_RUNS)) + text.slice(end);
    case 4:
      return text.slice(0, end) + text.slice(at);
    case 5:
      return (
        text.slice(0, at) + String.fromCharCode(random.below(0x1_0000)).repeat(random.pick(LONG_RUNS)) + text.slice(at)
      );
    case 6:
      return (
        text.slice(0, at) + random.pick(['[', '{"a":', '<a>', '(']).repeat(random.pick(LONG_RUNS)) + text.slice(at)
      );
    default:
      return text.slice(at) + text.slice(0, at);
  }
}

function mutateBytes(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const end = at + random.below(Math.min(64, bytes.length - at + 1));
  const copy = Buffer.from(bytes);
  switch (random.below(7)) {
    case 0:
      return copy.subarray(0, at);
    case 1:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(end)]);
    case 2:
      for (let i = at; i < end; i += 1) copy[i] = random.below(256);
      return copy;
    case 3:
      if (at < copy.length) copy[at] = random.pick([0, 1, 0x7f, 0x80, 0xfe, 0xff]);
      return copy;
    case 4:
      if (at + 4 <= copy.length) copy.writeUInt32BE(random.pick([0, 1, 0x7fff_ffff, 0xffff_ffff, 0x00ff_ffff]), at);
      return copy;
    case 5:
      return Buffer.concat([copy.subarray(0, end), copy.subarray(at)]);
    default:
      return Buffer.concat([
        copy.subarray(0, at),
        Buffer.alloc(random.pick(LONG_RUNS), random.below(256)),
        copy.subarray(at),
      ]);
  }
}

/** @returns an input: some are changed a few times, others less; sometimes a good input, or pure noise. */
export function hostileText(seeds: readonly string[], random: Random): string {
  let text = random.pick(seeds);
  for (let times = random.below(5); times > 0; times -= 1) text = mutateText(text, random);
  return text.slice(0, 200_000);
}

export function hostileBytes(seeds: readonly Buffer[], random: Random): Buffer {
  if (random.below(20) === 0) return Buffer.from(Array.from({ length: random.below(400) }, () => random.below(256)));
  let bytes = random.pick(seeds);
  for (let times = random.below(5); times > 0; times -= 1) bytes = mutateBytes(bytes, random);
  return bytes.subarray(0, 200_000);
}
