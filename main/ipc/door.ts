/**
 * The one door into main: name, size, shape of the input, shape of the output and every failure are handled here, for
 * both hosts. A host only gets the `Dispatch`, so no handler can be reached around it.
 */
import { requests, type Handlers, type RequestContext, type RequestName } from '../../preload/contract/contract.ts';
import { MAX_REQUEST_BYTES, MAX_REQUEST_DEPTH } from '../../preload/contract/channels.ts';
import type { Result } from '../../preload/domain/error.ts';
import { AppError, toWireError } from '../errors.ts';
import type { Dispatch } from '../host.ts';
import { log } from '../log.ts';

/** How the door sees any handler: TypeScript cannot tie a run-time name to its own input and output. */
type AnyHandler = (input: unknown, context: RequestContext) => Promise<unknown>;

/**
 * Puts the checks in front of `handlers`.
 *
 * @returns a function that never throws. Codes of its own: `ipc.unknown-request`, `ipc.too-large` (param `limit`, bytes),
 * `ipc.invalid-input` (param `field`, path of the first bad value); a handler's answer of the wrong shape is `internal`.
 */
export function createDispatch(handlers: Handlers): Dispatch {
  return async (from, name, raw) => {
    try {
      const value = await answer(handlers, from, name, raw);
      return { ok: true, value };
    } catch (error) {
      return refusal(name, error);
    }
  };
}

async function answer(handlers: Handlers, from: RequestContext, name: string, raw: unknown): Promise<unknown> {
  if (!isRequestName(name)) throw new AppError('ipc.unknown-request', `unknown request ${JSON.stringify(name)}`);
  checkSize(name, raw);
  const input = requests[name].in.safeParse(raw);
  if (!input.success) {
    const field = input.error.issues[0]?.path.map(String).join('.') ?? '';
    throw new AppError('ipc.invalid-input', `${name}: bad input at "${field}"`, { params: { field } });
  }
  const output = requests[name].out.safeParse(await (handlers[name] as AnyHandler)(input.data, from));
  // Issues name paths and expected types; the values of an answer stay out of the log.
  if (!output.success) throw new Error(`${name}: its answer has the wrong shape: ${output.error.message}`);
  return output.data;
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(requests, name);
}

function checkSize(name: RequestName, raw: unknown): void {
  checkShape(name, raw);
  const bytes = jsonBytes(name, raw);
  if (bytes > MAX_REQUEST_BYTES) throw tooLarge(name);
}

const tooLarge = (name: RequestName): AppError =>
  new AppError('ipc.too-large', `${name}: too large`, { params: { limit: MAX_REQUEST_BYTES } });

/**
 * Walks the input before anything is done for each of its levels or parts: a deep one would run the schemas out of stack,
 * and in a structured clone one part may stand in many places, so that its JSON is larger than any memory.
 */
function checkShape(name: RequestName, raw: unknown): void {
  const rest: { readonly value: unknown; readonly depth: number }[] = [{ value: raw, depth: 0 }];
  let characters = 0; // no more than the JSON has bytes
  for (let part = rest.pop(); part !== undefined; part = rest.pop()) {
    const { value, depth } = part;
    characters += typeof value === 'string' || Array.isArray(value) ? value.length : 1;
    if (characters > MAX_REQUEST_BYTES) throw tooLarge(name);
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_REQUEST_DEPTH || !isPlain(value)) {
      throw new AppError('ipc.invalid-input', `${name}: input is no JSON, or too deep`, { params: { field: '' } });
    }
    for (const within of Object.values(value)) rest.push({ value: within, depth: depth + 1 });
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

/** Electron hands over structured clones, which may hold what JSON cannot (cycles, BigInt): that is bad input. */
function jsonBytes(name: RequestName, raw: unknown): number {
  try {
    return Buffer.byteLength(JSON.stringify(raw) ?? '');
  } catch (cause) {
    throw new AppError('ipc.invalid-input', `${name}: input is not JSON`, { params: { field: '' }, cause });
  }
}

function refusal(name: string, error: unknown): Result<never> {
  const wire = toWireError(error);
  if (wire.code.startsWith('ipc.')) log.warn('request refused', { name: String(name).slice(0, 64), code: wire.code });
  return { ok: false, error: wire };
}
