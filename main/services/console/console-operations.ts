/** The documented operations as the console shows them: a list to search, and one of them in full. */
import type {
  ConsoleField,
  FieldComplaint,
  OperationDescription,
  OperationView,
} from '../../../preload/contract/console.ts';
import type { KnownId } from '../../../preload/domain/cameras/known-ids.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { AppError } from '../../errors.ts';
import { loadCatalogue, type Catalogue, type CatalogueEntry } from '../../vendors/core/contract/catalogue.ts';
import type { Field } from '../../vendors/core/contract/contract.ts';
import { sampleRequest } from '../../vendors/core/contract/samples.ts';
import { fileFieldOf } from '../../vendors/core/http/transfer.ts';
import { OVERRIDES } from '../../vendors/registry.ts';
import { complaintsAbout } from './console-check.ts';
import { fieldOf, walk } from './console-fields.ts';
import { acceptable, fitted, usable, type Values } from './console-samples.ts';
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

/**
 * The parameters that the form asks for. A name that stands in the path and in the body is one field, because both take
 * the same value.
 */
function askedOf(params: readonly Field[], supplied: ReadonlySet<string>): readonly Field[] {
  const byName = new Map<string, Field>();
  for (const field of params) if (!supplied.has(field.name) && !byName.has(field.name)) byName.set(field.name, field);
  return [...byName.values()];
}

const CHANGES = [
  ['create', /^(batch)?(create|add|import|upload)/i],
  ['delete', /^(batch)?(delete|remove)/i],
  ['modify', /^(batch)?(update|modify|set|rename|move)/i],
] as const;

function changeOf({ operation, effect }: CatalogueEntry): OperationView['change'] {
  if (effect === 'read') return null;
  return CHANGES.find(([, verb]) => verb.test(operation.id))?.[0] ?? 'operate';
}

function viewOf(vendor: VendorId, entry: CatalogueEntry): OperationView {
  const { operation, effect } = entry;
  const asked = askedOf(operation.params, suppliedNames(vendor, entry));
  const fields = [...walk(asked), ...walk(operation.result)].map(({ field }) => field);
  return {
    id: operation.id,
    group: operation.group,
    titleZh: OVERRIDES[vendor].titles?.[operation.id] ?? operation.title.zh,
    titleEn: operation.title.en,
    effect,
    change: changeOf(entry),
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

/** The first printed sample with a value that may be sent, without the parts that the form cannot hold. */
function sampleOf(vendor: VendorId, entry: CatalogueEntry, fields: readonly ConsoleField[]): string | null {
  const { operation } = entry;
  const supplied = [...suppliedNames(vendor, entry)];
  const faults = (values: Values): readonly FieldComplaint[] =>
    complaintsAbout(entry, values, supplied, OVERRIDES[vendor].implicit);
  for (const example of operation.examples) {
    const printed = sampleRequest(operation, example, []) ?? {};
    const sample = acceptable(usable(fields, fitted(fields, printed)), faults);
    if (Object.keys(sample).length > 0) return JSON.stringify(sample, null, 2);
  }
  return null;
}

/** Finds by a parameter's name which object of the camera tree the parameter names in this operation. */
function knownIdsOf(vendor: VendorId, operationId: string): (name: string) => KnownId | undefined {
  const rules = (OVERRIDES[vendor].knownIds ?? []).filter(
    ({ operations, except }) => operations?.includes(operationId) !== false && except?.includes(operationId) !== true,
  );
  return (name) => rules.find(({ names }) => names.includes(name))?.id;
}

/** One operation in full. @throws {AppError} `input.invalid-field` when there is none of this name. */
export function describeOperation(vendor: VendorId, operationId: string): OperationDescription {
  const entry = entryOf(vendor, operationId);
  const { operation } = entry;
  const supplied = suppliedNames(vendor, entry);
  const asked = askedOf(operation.params, supplied);
  const knownIdOf = knownIdsOf(vendor, operationId);
  const fields = asked.map((field) => fieldOf(field, knownIdOf));
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
    sampleJson: sampleOf(vendor, entry, fields),
    limits: { minGapMs: placeholderOf(vendor).caller.minGapMs(operationId), batches },
  };
}
