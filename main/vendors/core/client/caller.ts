/** Single calls of documented operations by their name at run time, over whichever client an account has. */
import type { Credential } from '../../../secret.ts';
import type { CallPort } from '../../../ports/calls.ts';
import type { ClientSettings, SessionSettings } from '../../../ports/session.ts';
import type { Catalogue } from '../contract/catalogue.ts';
import type { CredentialSource, VendorClient } from './client.ts';
import type { Operation } from '../contract/contract.ts';
import type { Signed, Unsigned } from './dialect.ts';

/** A request as it would be sent, and the same request before it was signed. */
export interface Sketch {
  readonly unsigned: Unsigned;
  readonly signed: Signed;
}

export interface OperationCaller extends CallPort {
  /** The values of what {@link CallPort.supplied} names. */
  supply(operationId: string): Readonly<Record<string, unknown>>;
  /**
   * Draws the request of a call without sending it.
   *
   * @param params as the operation's request schema gives them; they are not checked again.
   * @param credential what to sign with: placeholders when the request is drawn to be shown.
   */
  sketch(operationId: string, params: Readonly<Record<string, unknown>>, credential: Credential): Sketch;
}

export type CallerSettings = ClientSettings &
  Pick<SessionSettings, 'tokens'> & {
    /** The region of the account; one cloud finds the project by it. */
    readonly region?: string | null;
  };

/** A caller with connections of its own. Dispose it to close them. */
export interface Caller extends OperationCaller {
  dispose(): void;
}

/** A cloud's client, whatever its operations are called. */
export interface MadeClient<Ops> {
  readonly client: VendorClient<Ops>;
  readonly catalogue: Catalogue;
  /** The credentials of an operation, in a cloud where not all operations are signed with the same ones. */
  readonly credentialsFor?: (operation: Operation) => CredentialSource | undefined;
  /** Parameters that are the account's own keys, for the operation that asks for them. */
  readonly supply?: (operationId: string) => Readonly<Record<string, unknown>>;
  readonly dispose: () => void;
}

export function callerOf<Ops>({ client, catalogue, credentialsFor, supply = () => ({}) }: MadeClient<Ops>) {
  return {
    call: (operationId, params, signal, taker) => {
      // The generated types do not help when the operation is only known at run time; the schemas still check the
      // parameters.
      const { operation } = catalogue.entry(operationId);
      const all = { ...supply(operationId), ...params } as never;
      return client.call(operation.id as never, all, signal, credentialsFor?.(operation), taker);
    },
    supply,
    supplied: (operationId) => Object.keys(supply(operationId)),
    minGapMs: (operationId) => client.minGapMs(operationId),
    sketch: (operationId, params, credential) => client.sketch(operationId, params, credential),
  } satisfies OperationCaller;
}
