/** Which operations take a list of things and do the same to each, by rule from the contract. */
import type { BatchOverride, Field, Operation } from './contract.ts';
import { isTextJson, isTextList } from './schema.ts';

/** Which parameter is the list, and how much of it goes at once. */
export interface BatchRule {
  readonly list: string;
  readonly maxItems: number;
}

const isList = (field: Field): boolean => field.type.startsWith('array') || isTextList(field) || isTextJson(field);

/** A required list with a documented limit is a batch; the vendor's table has the exceptions. */
export function batchOf(operation: Operation, overrides: readonly BatchOverride[] = []): BatchRule | null {
  const override = overrides.find((one) => one.operation === operation.id);
  if (override && override.list === null) return null;
  const name = override?.list;
  const field = operation.params.find((one) =>
    name === undefined || name === null ? one.required && isList(one) && one.maxItems !== undefined : one.name === name,
  );
  const maxItems = override?.maxItems ?? field?.maxItems;
  return field === undefined || maxItems === undefined ? null : { list: field.name, maxItems };
}
