/** The values of an order to the simulator, which a test sends as a JSON object. */
import { isRecord } from './kernel/json.ts';

export type Input = Readonly<Record<string, unknown>>;

/** An order that cannot be followed; the caller gets 400 and the sentence. */
export class BadOrder extends Error {}

export function parse(body: string): Input {
  if (body.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (e) {
    throw new BadOrder(`not JSON: ${e instanceof Error ? e.message : String(e)}`);
  }
  if (!isRecord(value)) throw new BadOrder('a JSON object is expected');
  return value;
}

export function text(input: Input, name: string): string | null {
  const value = input[name];
  return typeof value === 'string' ? value : null;
}

/** @throws {BadOrder} for anything but a list of texts. */
export function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  throw new BadOrder('a list of texts is expected');
}

export function number(input: Input, name: string, fallback: number): number {
  const value = input[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

export function milliseconds(input: Input, name: string): number {
  const value = number(input, name, Number.NaN);
  if (!(value >= 0)) throw new BadOrder(`${name} is missing`);
  return value;
}
