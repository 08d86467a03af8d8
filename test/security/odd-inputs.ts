/** Inputs for a request, made from its schema: near enough to get past the door, and odd enough to break what is behind. */
import { z } from 'zod';

/** Draws from a seed, so that a failure can be had again. */
export interface Dice {
  /** A whole number from 0 to below `count`. */
  below(count: number): number;
  pick<T>(choices: readonly T[]): T;
  /** True once in `count` calls, on average. */
  oneIn(count: number): boolean;
}

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const below = (count: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  };
  return { below, pick: (choices) => choices[below(choices.length)] as never, oneIn: (count) => below(count) === 0 };
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
}

/** Strings that break parsers, paths, lookups and tables; the shapes of ids among them, unknown and malformed. */
const TEXTS: readonly string[] = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '\r\n',
    '\u001b[2J',
    '\u202Egnp.4 etaG',
    '\u200B',
    '\uD800',
    'é'.normalize('NFD'),
    '😀'.repeat(40),
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'null',
    'undefined',
    'NaN',
    '0',
    '-1',
    '1e308',
    'true',
    '[object Object]',
  ],
  ...[
    '../../../etc/passwd',
    '/etc/passwd',
    'C:\\Windows\\x',
    '\\\\evil\\share',
    'CON',
    '.',
    '..',
    'a/b',
    '%',
    '%zz',
    '%00',
  ],
  ...["' OR 1=1 --", '"; DROP TABLE walls; --', '<script>1</script>', '{"a":', '[]', '{}', '${x}', '{{x}}'],
  ...[
    'account',
    'account:device/channel',
    'account:device',
    'account~group',
    ':/',
    ':',
    '/',
    '~',
    'a:b/c/d',
    'a:b:c/d',
  ],
  ...['a:%/b', 'a:b/%', 'a:b/%E0%A4%A', 'a:%C0%80/b', 'wall-1', '00000000-0000-4000-8000-000000000000', 'listDevices'],
  'x'.repeat(64),
  'x'.repeat(512),
  '中'.repeat(1_000),
];
/** Nothing but this computer: what a request asks for may be asked for. */
const ADDRESSES: readonly string[] = [
  ...[
    'http://127.0.0.1:1',
    'https://127.0.0.1:1/a/b?c#d',
    'http://[::1]:1',
    'http://a:b@127.0.0.1:1',
    'https://127.0.0.1:99999',
  ],
  ...['file:///etc/passwd', 'javascript:1', 'data:,x', 'lanner://wall/x', '//', 'http://', 'https://\0'],
];
const NUMBERS: readonly number[] = [
  ...[0, -0, 1, -1, 0.5, 2, 16, 63, 64, 1_000, 1e9, 1e15, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, -(2 ** 53)],
  ...[1e308, -1e308, 5e-324, Number.NaN, Number.POSITIVE_INFINITY],
];

const deep = (levels: number): unknown => {
  let value: unknown = 0;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
};

/** Values that no schema accepts. Some of these cannot be JSON: Electron passes structured clones. */
function oddities(): readonly unknown[] {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  return [
    ...[undefined, null, true, false, [], {}, [[]], [null], { length: 1e9 }, { toString: 1 }, { then: 1 }, 10n],
    ...[
      new Date(Number.NaN),
      new Map([[1, 2]]),
      new Set([1]),
      new Uint8Array(8),
      /x/,
      cycle,
      deep(2_000),
      'x'.repeat(100_000),
    ],
    JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}'),
    ...NUMBERS,
    ...TEXTS,
  ];
}

/**
 * Makes inputs for the request with this schema.
 *
 * @param known values that exist in the client that is asked, such as ids.
 */
export function inputsFor(schema: z.ZodType, known: readonly string[], dice: Dice, count: number): readonly unknown[] {
  const shape = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Schema;
  const texts = [...TEXTS, ...known, ...known, ...known.map((id) => `${id}x`)];
  const odd = oddities();

  const make = (part: Schema, depth: number): unknown => {
    if (depth > 0 && dice.oneIn(12)) return dice.pick(odd);
    const choices = part.anyOf ?? part.oneOf;
    if (choices !== undefined) return make(dice.pick(choices), depth);
    if (part.const !== undefined) return part.const;
    if (part.enum !== undefined) return dice.pick(part.enum);
    const type = typeof part.type === 'string' ? part.type : dice.pick(part.type ?? ['string']);
    switch (type) {
      case 'null':
        return null;
      case 'boolean':
        return dice.oneIn(2);
      case 'integer':
      case 'number':
        return dice.pick([...NUMBERS, part.minimum ?? 0, part.maximum ?? 1, (part.minimum ?? 0) + dice.below(50)]);
      case 'array':
        return Array.from({ length: dice.pick([0, 1, 2, 5]) }, () => make(part.items ?? {}, depth + 1));
      case 'object':
        return objectOf(part, depth);
      default:
        return textOf(part);
    }
  };
  const textOf = ({ format, maxLength = 2_000 }: Schema): string =>
    dice.pick(format === 'uri' ? ADDRESSES : texts).slice(0, dice.oneIn(10) ? undefined : maxLength);
  const objectOf = ({ properties = {}, required = [], additionalProperties }: Schema, depth: number): unknown => {
    const entries = Object.entries(properties)
      .filter(([name]) => required.includes(name) || dice.oneIn(2))
      .map(([name, part]): [string, unknown] => [name, make(part, depth + 1)]);
    if (typeof additionalProperties === 'object') {
      for (let i = dice.below(4); i > 0; i -= 1)
        entries.push([dice.pick(texts), make(additionalProperties, depth + 1)]);
    } else if (dice.oneIn(30)) entries.push([dice.pick(texts), 1]);
    return Object.fromEntries(entries);
  };

  return [...odd, ...Array.from({ length: count }, () => make(shape, 0))];
}
