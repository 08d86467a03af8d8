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
  /** A range that `min` and `max` cannot express: `0 or 60..3650`. */
  readonly rule?: string;
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
  /** How many kinds of characters a password needs. */
  readonly charClasses?: { readonly min?: number; readonly atLeast?: number; readonly of?: readonly string[] };
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
  /** The messages that a cloud pushes, by the name under which a client subscribes. */
  readonly subscriptionToMessageType?: Readonly<Record<string, string>>;
}

/** A body that the document prints as an example of what is pushed. */
export interface PushSample {
  readonly body: Readonly<Record<string, unknown>>;
}

type Parse = (text: string, revive: (key: string, value: unknown, context: { source?: string }) => unknown) => unknown;

/** @param vendor the folder name below `main/vendors`. */
export function loadContract(vendor: string): Contract {
  return JSON.parse(textOf(vendor)) as Contract;
}

/** The examples of pushes; integers beyond 2^53 are bigints. */
export function loadSamples(vendor: string): readonly PushSample[] {
  // the source of a value is in V8 since 11.4 and not yet in TypeScript's ES2024 library
  const parse = JSON.parse as Parse;
  const contract = parse(textOf(vendor), (_key, value, { source = '' }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? BigInt(source) : value,
  ) as { readonly callbacks?: readonly { readonly examples?: readonly PushSample[] }[] };
  return (contract.callbacks ?? []).flatMap((one) => one.examples ?? []);
}

function textOf(vendor: string): string {
  return readFileSync(new URL(`../../../main/vendors/${vendor}/contract.json`, import.meta.url), 'utf8');
}
