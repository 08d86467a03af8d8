/**
 * The changes that a cloud is asked for, one after the other as a user would make them, and where each of them shows: the
 * answer of a read operation, or the state of the simulator, is different before and after the call.
 */
import type { Params } from './contracts-requests.ts';

/** How one change is asked for, and how it is seen. One of `shows`, `state`, `unseen` and `refused` is given. */
export interface Order {
  /**
   * Parameters that replace those of the sample. A text `@name` stands for a value that the cloud announced or answered
   * last, `@a.b` for the member `b` of the group `a`, or for the first `b` in the answer of the operation `a`, and
   * `@a.b~pattern` for the part of that text which the group of the pattern finds. `{@name}` stands for the same within
   * a text. Undefined: not sent.
   */
  readonly send?: Params;
  /** The read operation whose answer changes. */
  readonly shows?: string;
  /** Parameters of that operation; the others are those of the change, or known. */
  readonly reading?: Params;
  /** The parameter of the change whose value is new in that answer. */
  readonly says?: string;
  /** The path below the simulator's control endpoint whose answer changes, with the same texts `@` in it. */
  readonly state?: string;
  /** The cloud accepts the call only this many ms after the one before. */
  readonly restMs?: number;
  /** The change shows after at most this many ms, because the cloud works on it; at once if absent. */
  readonly withinMs?: number;
  /** Why neither the cloud nor the simulator shows the change. */
  readonly unseen?: string;
  /** The simulated world has nothing that the call may change; the document has this code for it. */
  readonly refused?: { readonly code: string; readonly because: string };
}

/** By operation, in the order of the calls. */
export type Orders = Readonly<Record<string, Order>>;

/** The known facts about the cloud that is asked. */
export interface Known {
  readonly announced: Params;
  /** By name in small letters and without punctuation. */
  readonly learned: ReadonlyMap<string, string>;
  /** The last answer of each operation. */
  readonly answers: ReadonlyMap<string, unknown>;
}

const isRecord = (value: unknown): value is Params => typeof value === 'object' && value !== null;

/** The first member `name` in `value`, however deep. */
function firstIn(value: unknown, name: string): unknown {
  if (!isRecord(value)) return undefined;
  if (!Array.isArray(value) && value[name] !== undefined) return value[name];
  for (const inner of Object.values(value)) {
    const found = firstIn(inner, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

const textOf = (value: unknown): string =>
  isRecord(value) && !Array.isArray(value) ? JSON.stringify(value) : String(value);

function referred(reference: string, { announced, learned, answers }: Known): unknown {
  const [place = '', pattern] = reference.split('~');
  if (pattern !== undefined) {
    return new RegExp(pattern).exec(textOf(referred(place, { announced, learned, answers })))?.[1];
  }
  const [name = '', member] = place.split('.');
  if (member === undefined) return announced[name] ?? learned.get(name.toLowerCase());
  return firstIn(answers.get(name) ?? announced[name], member);
}

/**
 * A copy in which each text `@name` is replaced by what it stands for.
 *
 * @throws {RangeError} when nothing is known by that name.
 */
export function resolved(value: unknown, known: Known): unknown {
  if (typeof value === 'string' && value.startsWith('@')) {
    const found = referred(value.slice(1), known);
    if (found === undefined || found === null) throw new RangeError(`nothing is known for ${value}`);
    return found instanceof Uint8Array ? new File([new Uint8Array(found)], 'lanner.xlsx') : found;
  }
  if (typeof value === 'string')
    return value.replaceAll(/\{(@[\w.]+)\}/g, (_, name: string) => String(resolved(name, known)));
  if (Array.isArray(value)) return value.map((one) => resolved(one, known));
  if (!isRecord(value) || value instanceof Blob) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolved(inner, known)]));
}

/** The answer of a read operation: each value by its path. A refusal is its code alone. */
export type Look = ReadonlyMap<string, string>;

/** Each text, number and truth value of an answer by its path. */
export function lookOf(answer: unknown): Look {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (!isRecord(value)) return void found.set(path, String(value));
    if (Array.isArray(value)) found.set(`${path}.length`, String(value.length));
    for (const [name, inner] of Object.entries(value)) walk(inner, `${path}.${name}`);
  };
  walk(answer, '');
  return found;
}

const isRefusal = (look: Look): boolean => look.size === 1 && look.has('');

/**
 * The differences in `after`, in the order of its paths. Values that differ between the two looks before the change,
 * such as the id of a request or the time, do not count, and neither does one refusal after another.
 */
export function changesBetween(before: readonly [Look, Look], after: Look): readonly (readonly [string, string])[] {
  const [first, second] = before;
  if (isRefusal(second) && isRefusal(after)) return [];
  const paths = new Set([...second.keys(), ...after.keys()]);
  return [...paths].flatMap((path) => {
    const isSteady = first.get(path) === second.get(path);
    return isSteady && second.get(path) !== after.get(path) ? [[path, after.get(path) ?? ''] as const] : [];
  });
}
