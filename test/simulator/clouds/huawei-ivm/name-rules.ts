/** Character rules that the document gives in words and the contract therefore not as patterns. */
import type { Values } from '../../kernel/check.ts';
import { recordsOf } from '../../kernel/values.ts';

const PLAIN = /^[\p{Script=Han}A-Za-z0-9 _-]*$/u;
const CHANNEL = /^[\p{Script=Han}A-Za-z0-9 _\r\n-]*$/u;
const PRESET = /^[\p{Script=Han}A-Za-z0-9 _.-]*$/u;

/** Digits, Chinese, letters, space, `-` and `_`. */
export function isPlainName(text: string): boolean {
  return PLAIN.test(text);
}

/** By parameter: chapter 7.1 adds line breaks to channel names, chapter 15 a full stop to preset and cruise names. */
const RULES: Readonly<Record<string, RegExp>> = {
  device_name: PLAIN,
  device_org_name: PLAIN,
  channel_name: CHANNEL,
  preset_name: PRESET,
  cruise_name: PRESET,
};

const ID_LIST = /^\d{1,25}$/;
const MAKER = /^[\p{Script=Han}A-Za-z0-9 _-]{1,64}$/u;

/** The first parameter whose characters the document does not allow, or null. */
export function illegalCharacters(values: Values): string | null {
  for (const [name, rule] of Object.entries(RULES)) {
    const value = values[name];
    if (typeof value === 'string' && !rule.test(value)) return name;
  }
  const lists = [
    ['group_ids', ID_LIST],
    ['manufactures', MAKER],
  ] as const;
  for (const [name, rule] of lists) {
    const value = values[name];
    if (Array.isArray(value) && value.some((one) => typeof one !== 'string' || !rule.test(one))) return name;
  }
  for (const item of recordsOf(values, 'devices')) {
    const name = item['device_name'];
    if (typeof name === 'string' && !PLAIN.test(name)) return 'device_name';
  }
  return null;
}
