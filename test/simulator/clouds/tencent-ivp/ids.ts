/** Identifiers as the document prints them: UUIDs, 32 hex digits for plans, base64 request ids. */
import { hashOf } from '../../world/random.ts';

/** Always the same 32 hex digits for the same parts. */
export function hexIdOf(name: string, ...parts: readonly number[]): string {
  let hex = '';
  for (let lane = 0; lane < 4; lane += 1) {
    let hash = nameHash(name) ^ Math.imul(lane + 1, 0x9e3779b1);
    for (const part of parts) hash = mix(hash ^ mix(part + lane));
    hex += (mix(hash) + 2 ** 32).toString(16).slice(1); // padded to eight digits
  }
  return hex;
}

/**
 * A world has tens of thousands of ids: this is a tenth of the cost of a real hash. Every lane alone distinguishes
 * serials.
 */
function mix(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const nameHashes = new Map<string, number>();

function nameHash(name: string): number {
  const known = nameHashes.get(name) ?? hashOf(name);
  nameHashes.set(name, known);
  return known;
}

export function uuidOf(name: string, ...parts: readonly number[]): string {
  const hex = hexIdOf(name, ...parts);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Twenty digits: region, industry 00, kind of thing, serial (GB/T 28181). @param kind 118 NVR, 132 IPC, 131 channel. */
export function gbCode(kind: 118 | 131 | 132, serial: number): string {
  return `6101000000${String(kind)}${String(serial).padStart(7, '0')}`;
}

/** Makes request ids such as `NjMwZjBkMjlfZGUxZGE4MWVfMF8zMw==`, that is `630f0d29_de1da81e_0_33`. */
export class RequestIds {
  #serial = 0;

  next(nowMs: number): string {
    this.#serial += 1;
    const mark = hashOf('request', this.#serial).toString(16).padStart(8, '0');
    const text = `${Math.floor(nowMs / 1000).toString(16)}_${mark}_0_${this.#serial.toString(16)}`;
    return Buffer.from(text, 'latin1').toString('base64');
  }
}
