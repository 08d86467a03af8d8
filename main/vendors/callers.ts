/**
 * Single calls of documented operations, by name and without a session: what tools need. A cloud joins by one line once
 * its requests can be signed.
 */
import type { VendorId } from '../../preload/domain/vendor.ts';
import { createCityClient } from './aliyun-cityvisual/client.ts';
import { createVcsClient } from './aliyun-vcs/client.ts';
import { callerOf, type MadeClient, type OperationCaller } from './core/client/caller.ts';
import { createIvmClient } from './huawei-ivm/client.ts';
import { createVisClient } from './huawei-vis/client.ts';
import type { ClientSettings, SessionSettings } from '../ports/session.ts';
import { createIvpClient } from './tencent-ivp/client.ts';

export type CallerSettings = ClientSettings &
  Pick<SessionSettings, 'tokens'> & {
    /** As the account has it; one cloud finds its project by it. */
    readonly region?: string | null;
  };

/** A caller of its own, which is to be disposed of. */
export interface Caller extends OperationCaller {
  dispose(): void;
}

function own<Ops>(made: MadeClient<Ops> & { readonly dispose: () => void }): Caller {
  return { ...callerOf(made), dispose: made.dispose };
}

/** The clouds whose operations can be called. @throws {AppError} `input.invalid-field` for a bad endpoint. */
export const callers: Readonly<Partial<Record<VendorId, (settings: CallerSettings) => Caller>>> = {
  'huawei-ivm': (settings) => own(createIvmClient(settings)),
  'tencent-ivp': (settings) => own(createIvpClient(settings)),
  'huawei-vis': (settings) => own(createVisClient(settings)),
  'aliyun-vcs': (settings) => own(createVcsClient(settings)),
  'aliyun-cityvisual': (settings) => own(createCityClient(settings)),
};
