/**
 * Single calls of documented operations, by name and without a session: what tools need. A cloud joins by one line once
 * its requests can be signed.
 */
import type { VendorId } from '../../preload/domain/vendor.ts';
import { createCityClient } from './aliyun-cityvisual/ports.ts';
import { createVcsClient } from './aliyun-vcs/ports.ts';
import type { Catalogue } from './core/catalogue.ts';
import type { CredentialSource, Reply, VendorClient } from './core/client.ts';
import type { Operation } from './core/contract.ts';
import { createIvmClient } from './huawei-ivm/ports.ts';
import { createVisClient } from './huawei-vis/ports.ts';
import type { SessionSettings } from './ports.ts';
import { createIvpClient } from './tencent-ivp/ports.ts';

export type CallerSettings = Pick<SessionSettings, 'endpoint' | 'credential' | 'tokens'>;

export interface Caller {
  /**
   * Checks, signs and sends one call.
   *
   * @param params by their documented names, without those that the session supplies.
   * @throws {AppError} and nothing else.
   */
  call(operationId: string, params: object, signal: AbortSignal): Promise<Reply<Readonly<Record<string, unknown>>>>;
  dispose(): void;
}

/** A cloud's client, whatever its operations are called. */
interface Made<Ops> {
  readonly client: VendorClient<Ops>;
  readonly catalogue: Catalogue;
  readonly dispose: () => void;
  /** What a call is signed with where that is not the same for all. */
  readonly credentialsFor?: (operation: Operation) => CredentialSource | undefined;
}

function callerOf<Ops>({ client, catalogue, dispose, credentialsFor }: Made<Ops>): Caller {
  return {
    call: (operationId, params, signal) => {
      // The generated types end where the name is only known at run time; the schemas check the parameters all the same.
      const { operation } = catalogue.entry(operationId);
      return client.call(operation.id as never, params as never, signal, credentialsFor?.(operation));
    },
    dispose,
  };
}

/** The clouds whose operations can be called. @throws {AppError} `input.invalid-field` for a bad endpoint. */
export const callers: Readonly<Partial<Record<VendorId, (settings: CallerSettings) => Caller>>> = {
  'huawei-ivm': (settings) => callerOf(createIvmClient(settings)),
  'tencent-ivp': (settings) => callerOf(createIvpClient(settings)),
  'huawei-vis': (settings) => callerOf(createVisClient(settings)),
  'aliyun-vcs': (settings) => callerOf(createVcsClient(settings)),
  'aliyun-cityvisual': (settings) => callerOf(createCityClient(settings)),
};
