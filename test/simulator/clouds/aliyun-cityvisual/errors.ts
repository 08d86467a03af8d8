/** The error tables of the operations, and which of their codes answers which broken parameter. */
import type { RpcError, RpcSpec } from '../aliyun-rpc/contract.ts';
import { RpcRefusal } from '../aliyun-rpc/refusal.ts';
import type { Violation } from '../aliyun-rpc/values.ts';

export class ErrorTable {
  readonly #byOperation = new Map<string, ReadonlyMap<string, RpcError>>();
  readonly #anywhere = new Map<string, RpcError>();

  constructor(specs: Iterable<RpcSpec>) {
    for (const spec of specs) {
      this.#byOperation.set(spec.id, new Map((spec.errors ?? []).map((one) => [one.code, one])));
      for (const one of spec.errors ?? []) if (!this.#anywhere.has(one.code)) this.#anywhere.set(one.code, one);
    }
  }

  has(operation: string, code: string): boolean {
    return this.#byOperation.get(operation)?.has(code) === true;
  }

  /** With the operation's own words, else those of another operation that prints the code. */
  of(operation: string, code: string): RpcRefusal {
    const row = this.#byOperation.get(operation)?.get(code) ?? this.#anywhere.get(code);
    if (row === undefined) throw new RangeError(`${code} is not in the document`);
    return new RpcRefusal(row.http ?? 400, code, row.message ?? '');
  }

  /** Null where the operation's table has no code for it: the gateway's own code is used. */
  forViolation(spec: RpcSpec, violation: Violation): RpcRefusal | null {
    const code = codesOf(violation).find((one) => this.has(spec.id, one));
    return code === undefined ? null : this.of(spec.id, code);
  }
}

const BY_PARAMETER: Readonly<Record<string, string>> = {
  CameraName: 'InvalidName.Malformed',
  JobGroupName: 'InvalidName.Malformed',
  ResourceProfileName: 'InvalidName.Malformed',
  Capacity: 'InvalidCapacity.ValueNotSupported',
  Status: 'InvalidStatus.ValueNotSupported',
  Type: 'InvalidType.ValueNotSupported',
  From: 'InvalidFrom.ValueNotSupported',
  Size: 'InvalidSize.ValueNotSupported',
  ResourceProfileParams: 'InvalidParameter.KeyNotSupported',
  JobGroupParams: 'InvalidParameter.KeyNotSupported',
};

function codesOf({ name, path, rule }: Violation): readonly string[] {
  if (rule === 'missing' || rule === 'unknown') return [];
  // one status, two codes: a filter in DescribeCameras, an order in BatchModifyCameraStatus
  if (name === 'StreamStatus') return ['InvalidStreamStatus.NotFound', 'InvalidStatus.ValueNotSupported'];
  if (name === 'Attribute')
    return [path.endsWith('.Key') ? 'InvalidAttribute.KeyNotSupported' : 'InvalidAttribute.ValueNotSupported'];
  const code = BY_PARAMETER[name];
  return code === undefined ? [] : [code];
}
