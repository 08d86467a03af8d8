/**
 * The capabilities of a cloud, read from its contract: each vendor declares which capabilities a group of operations
 * serves, and where the contract names a form of live pictures. An operation that the document gains or loses changes
 * the table by itself.
 */
import { CAPABILITIES, type Capability, type CapabilityCell } from '../../../../preload/domain/accounts/capability.ts';
import type { Contract, Operation } from './contract.ts';
import type { OperationIdOf } from './operations.ts';

export interface CapabilityClaims<Ops> {
  /** By the contract's groups. An empty list: administration of the account itself, or of what the client has no word for. */
  readonly groups: Readonly<Record<string, readonly Capability[]>>;
  /** Operations that serve something else than their group. */
  readonly operations: Readonly<Partial<Record<OperationIdOf<Ops>, readonly Capability[]>>>;
  /** Capabilities that an operation offers only if the contract has a value or a key of this name. */
  readonly forms: readonly (readonly [Capability, OperationIdOf<Ops>, name: string])[];
}

/**
 * The cells of one cloud, in the order of the table.
 *
 * @param ready what this client does with the cloud by itself, without the API console.
 */
export function cellsOf<Ops>(
  contract: Contract,
  claims: CapabilityClaims<Ops>,
  ready: ReadonlySet<Capability>,
): CapabilityCell[] {
  return CAPABILITIES.map((capability): CapabilityCell => {
    const operations = contract.operations.filter((one) => serves(one, capability, claims)).map(({ id }) => id);
    if (operations.length === 0) return { capability, state: 'no', reason: 'no-operation', operations };
    if (ready.has(capability)) return { capability, state: 'yes', reason: null, operations };
    const reason = capability.startsWith('live-') ? 'other-form' : 'no-screen-yet';
    return { capability, state: 'not-yet', reason, operations };
  });
}

function servedBy<Ops>({ id, group }: Operation, claims: CapabilityClaims<Ops>): readonly Capability[] | null {
  const own = (claims.operations as Readonly<Record<string, readonly Capability[]>>)[id];
  return own ?? claims.groups[group] ?? null;
}

function serves<Ops>(operation: Operation, capability: Capability, claims: CapabilityClaims<Ops>): boolean {
  if (servedBy(operation, claims)?.includes(capability)) return true;
  return claims.forms.some(
    ([what, id, name]) => what === capability && id === operation.id && isNamed(operation, name),
  );
}

/** Whether a parameter takes the value, or an answer has the key. */
function isNamed({ params, result }: Operation, name: string): boolean {
  const isIn = (fields: Operation['params']): boolean =>
    fields.some((one) => one.name === name || Object.hasOwn(one.enum ?? {}, name) || isIn(one.children ?? []));
  return isIn(params) || isIn(result);
}
