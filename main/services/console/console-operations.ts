/** The documented operations as the console shows them: a list to search, and one of them in full. */
import type { ConsoleField, OperationDescription, OperationView } from '../../../preload/contract/console.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { AppError } from '../../errors.ts';
import { loadCatalogue, type Catalogue, type CatalogueEntry } from '../../vendors/core/contract/catalogue.ts';
import type { Field } from '../../vendors/core/contract/contract.ts';
import { sampleRequest } from '../../vendors/core/contract/samples.ts';
import { fileFieldOf } from '../../vendors/core/http/transfer.ts';
import { OVERRIDES } from '../../vendors/registry.ts';
import { fieldOf, walk } from './console-fields.ts';
import { fitted } from './console-samples.ts';
import { isSecretName } from './console-secrets.ts';
import { placeholderOf } from './console-placeholders.ts';

/** The corrected contract of a cloud; read from disk once. */
export function catalogueOf(vendor: VendorId): Catalogue {
  return loadCatalogue(vendor, OVERRIDES[vendor]);
}

/** @throws {AppError} `input.invalid-field` when the cloud documents no such operation. */
export function entryOf(vendor: VendorId, operationId: string): CatalogueEntry {
  const catalogue = catalogueOf(vendor);
  if (catalogue.operationIds.includes(operationId)) return catalogue.entry(operationId);
  const params = { field: 'operationId', detail: 'gone' };
  throw new AppError('input.invalid-field', `${vendor} has no operation ${operationId}`, { params });
}

/** Names of the parameters that the user is not asked for: of every call, and the keys of the account. */
export function suppliedNames(vendor: VendorId, { operation }: CatalogueEntry): ReadonlySet<string> {
  return new Set([...OVERRIDES[vendor].implicit, ...placeholderOf(vendor).caller.supplied(operation.id)]);
}

/** What the form asks for. A name that stands in the path and in the body is one field: it holds one value. */
function askedOf(params: readonly Field[], supplied: ReadonlySet<string>): readonly Field[] {
  const byName = new Map<string, Field>();
  for (const field of params) if (!supplied.has(field.name) && !byName.has(field.name)) byName.set(field.name, field);
  return [...byName.values()];
}

function viewOf(vendor: VendorId, entry: CatalogueEntry): OperationView {
  const { operation, effect } = entry;
  const asked = askedOf(operation.params, suppliedNames(vendor, entry));
  const fields = [...walk(asked), ...walk(operation.result)].map(({ field }) => field);
  return {
    id: operation.id,
    group: operation.group,
    titleZh: operation.title.zh,
    titleEn: operation.title.en,
    effect,
    method: operation.http.method,
    path: operation.http.path,
    isDeprecated: operation.deprecated,
    isSensitive: fields.some((field) => field.secret === true || isSecretName(field.name)),
    file: fileFieldOf(operation) !== null ? 'down' : asked.some(({ type }) => type === 'file') ? 'up' : 'none',
  };
}

/** All operations of a cloud, in the order of its document. */
export function listOperations(vendor: VendorId): OperationView[] {
  const catalogue = catalogueOf(vendor);
  return catalogue.operationIds.map((id) => viewOf(vendor, catalogue.entry(id)));
}

const CHANGES = [
  ['create', /^(batch)?(create|add|import|upload)/i],
  ['delete', /^(batch)?(delete|remove)/i],
  ['modify', /^(batch)?(update|modify|set|rename|move)/i],
] as const;

function changeOf({ operation, effect }: CatalogueEntry): OperationDescription['change'] {
  if (effect === 'read') return null;
  return CHANGES.find(([, verb]) => verb.test(operation.id))?.[0] ?? 'operate';
}

/** The first printed sample that asks for anything, as far as the form can hold it. */
function sampleOf({ operation }: CatalogueEntry, fields: readonly ConsoleField[]): string | null {
  for (const example of operation.examples) {
    const sample = fitted(fields, sampleRequest(operation, example, []) ?? {});
    if (Object.keys(sample).length > 0) return JSON.stringify(sample, null, 2);
  }
  return null;
}

/** One operation in full. @throws {AppError} `input.invalid-field` when there is none of this name. */
export function describeOperation(vendor: VendorId, operationId: string): OperationDescription {
  const entry = entryOf(vendor, operationId);
  const { operation } = entry;
  const supplied = suppliedNames(vendor, entry);
  const asked = askedOf(operation.params, supplied);
  const fields = asked.map(fieldOf);
  const batches = [...walk(asked)].flatMap(({ field, path }) =>
    field.maxItems === undefined ? [] : [{ path: path.join('.'), maxItems: field.maxItems }],
  );
  return {
    vendor,
    operation: viewOf(vendor, entry),
    fields,
    supplied: operation.params
      .filter(({ name }) => supplied.has(name))
      .map(({ name, desc }) => ({ name, descEn: desc ?? '' })),
    notes: [...operation.notes],
    sampleJson: sampleOf(entry, fields),
    change: changeOf(entry),
    limits: { minGapMs: placeholderOf(vendor).caller.minGapMs(operationId), batches },
  };
}
