/** Puts the answers of several calls of one operation together. */
import type { Field } from '../../contract/contract.ts';
import { isTextJson } from '../../contract/schema.ts';

/** Counts of what the answer lists. */
const COUNT = /^(fail(ed)?_?num|total|TotalCount)$/i;

/** Joins lists and adds up counts; every other field comes from the first answer. */
export function joinAnswers(fields: readonly Field[], answers: readonly unknown[]): Record<string, unknown> {
  const records = answers.map((answer) => answer as Readonly<Record<string, unknown>>);
  return Object.fromEntries(
    fields.flatMap((field) => {
      const values = records.map((record) => record[field.name]).filter((value) => value !== undefined);
      return values.length === 0 ? [] : [[field.name, joined(field, values)]];
    }),
  );
}

function joined(field: Field, values: readonly unknown[]): unknown {
  const [first] = values;
  if (values.length === 1) return first;
  if (values.every(Array.isArray)) return values.flat(1);
  if (isTextJson(field)) return joinedText(values);
  if (field.type === 'object' && field.children?.length) return joinAnswers(field.children, values);
  if (field.type === 'boolean') return values.every((value) => value === true);
  if (!COUNT.test(field.name)) return first;
  const sum = values.reduce<bigint>((all, value) => all + BigInt(value as string | number), 0n);
  return field.type === 'long' ? String(sum) : Number(sum);
}

/** Joins lists that travel as texts; when one text is not a list, the first text stands for all. */
function joinedText(values: readonly unknown[]): unknown {
  try {
    const lists = values.map((value): unknown => (typeof value === 'string' ? JSON.parse(value) : value));
    return lists.every(Array.isArray) ? JSON.stringify(lists.flat(1)) : values[0];
  } catch {
    return values[0];
  }
}
