/**
 * Rules of the two Aliyun contracts beyond the shared shape: how a list is written in a query, and operation errors.
 */
import { loadContract } from '../../kernel/contract.ts';
import type { ContractField } from '../../kernel/contract.ts';

export interface RpcField extends Omit<ContractField, 'children'> {
  /** How a compound value is written into one parameter; absent for arrays: `Name.N.Field` only. */
  readonly encoding?: 'csv' | 'json' | 'base64';
  /** JSON text inside a String parameter, as City Visual calls it. */
  readonly embedded?: 'json';
  readonly exclusiveMax?: boolean;
  readonly requiredWhen?: string;
  readonly children?: readonly RpcField[];
}

export interface RpcError {
  readonly code: string;
  readonly http: number | null;
  readonly message?: string | null;
}

export interface RpcSpec {
  readonly id: string;
  readonly group: string;
  readonly http: { readonly host: string; readonly action: string };
  readonly params: readonly RpcField[];
  /** Parameters that the document must have forgotten; taken, never demanded. */
  readonly undocumentedParams?: readonly RpcField[];
  readonly errors?: readonly RpcError[];
}

/** The operations of an Aliyun contract, by Action. */
export function loadSpecs(vendor: string): ReadonlyMap<string, RpcSpec> {
  // the shared shape leaves away the members above; the file holds them
  const operations = loadContract(vendor).operations as unknown as readonly RpcSpec[];
  return new Map(operations.map((one) => [one.http.action, one]));
}
