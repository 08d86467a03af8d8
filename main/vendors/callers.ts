/**
 * Single calls of documented operations, by name and without a session: what tools need. A cloud joins by one line once
 * its requests can be signed.
 */
import type { VendorId } from '../../preload/domain/vendor.ts';
import type { Reply } from './core/client.ts';
import { createIvmClient } from './huawei-ivm/ports.ts';
import type { SessionSettings } from './ports.ts';

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

function ivmCaller(settings: CallerSettings): Caller {
  const { client, catalogue, dispose } = createIvmClient(settings);
  return {
    call: (operationId, params, signal) => {
      // The generated types end where the name is only known at run time; the schemas check the parameters all the same.
      const { id } = catalogue.entry(operationId).operation;
      return client.call(id as never, params as never, signal);
    },
    dispose,
  };
}

/** The clouds whose operations can be called. @throws {AppError} `input.invalid-field` for a bad endpoint. */
export const callers: Readonly<Partial<Record<VendorId, (settings: CallerSettings) => Caller>>> = {
  'huawei-ivm': ivmCaller,
};
