/** Reads a vendor's `contract.json` as data. The simulator shares these facts with the client, and no code. */
import { readFileSync } from 'node:fs';

export type ParameterPlace = 'path' | 'query' | 'header' | 'body';

/** One documented parameter or member. Limits are inclusive; `variants` maps a protocol to its pattern. */
export interface ContractField {
  readonly name: string;
  readonly in?: ParameterPlace;
  readonly type: string;
  readonly required?: boolean;
  readonly desc?: string;
  readonly enum?: Readonly<Record<string, string>>;
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly lengthUnit?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Partial<ContractField>;
  readonly pattern?: string;
  readonly variants?: Readonly<Record<string, string>>;
  readonly multi?: string;
  readonly format?: string;
  readonly charClasses?: { readonly min: number; readonly special: string };
  readonly sampleName?: string;
  readonly sampleType?: string;
  readonly aliases?: readonly string[];
  readonly children?: readonly ContractField[];
}

export interface ContractOperation {
  readonly id: string;
  readonly group: string;
  readonly http: { readonly method: string; readonly path: string; readonly contentType: string | null };
  readonly params: readonly ContractField[];
  readonly result: readonly ContractField[];
}

export interface ContractErrorCode {
  readonly code: string;
  readonly http: number;
  readonly message?: string | null;
  readonly meaning?: string | null;
}

export interface Contract {
  readonly vendor: string;
  readonly operations: readonly ContractOperation[];
  readonly errorCodes: readonly ContractErrorCode[];
}

/** @param vendor the folder name below `main/vendors`. */
export function loadContract(vendor: string): Contract {
  const url = new URL(`../../../main/vendors/${vendor}/contract.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Contract;
}
