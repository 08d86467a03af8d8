/** Answers as XML: root `<Action>Response`, an element per member, a repeated element per list entry. */
import { isRecord } from '../../kernel/json.ts';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const textOf = (item: unknown): string =>
  typeof item === 'string' ? item : typeof item === 'number' || typeof item === 'boolean' ? String(item) : '';

/** @param entryNames lists that wrap their entries once more, as `Records` in DescribeIpcs. */
export function writeXml(root: string, value: unknown, entryNames: Readonly<Record<string, string>> = {}): string {
  const members = (item: Record<string, unknown>): string =>
    Object.entries(item)
      .map(([member, one]) => element(member, one))
      .join('');
  const element = (name: string, item: unknown): string => {
    if (Array.isArray(item)) {
      const entry = entryNames[name];
      if (entry === undefined) return item.map((one: unknown) => element(name, one)).join('');
      return `<${name}>${item.map((one: unknown) => element(entry, one)).join('')}</${name}>`;
    }
    const inner = isRecord(item) ? members(item) : escape(textOf(item));
    return `<${name}>${inner}</${name}>`;
  };
  return `<?xml version="1.0" encoding="utf-8"?>${element(root, value)}`;
}
