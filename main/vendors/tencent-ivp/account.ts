/** The calls of IVP that the connection test and the health of an account make: reads only. */
import { AppError } from '../../errors.ts';
import type { AccountPort } from '../../ports/account.ts';
import type { VendorClient } from '../core/client/client.ts';
import { isInForceAt } from './wire/dialect.ts';
import { ROOT_ORGANIZATION } from './mapping.ts';
import type { TencentIvpOperations } from './operations.gen.ts';

type Client = VendorClient<TencentIvpOperations>;

/** A server that checks signatures reports a wrong clock as wrong keys, and the document has no code for either. */
function asClockSkew(error: unknown, skewMs: number | null): unknown {
  const isRejected = error instanceof AppError && error.code === 'auth.rejected-key';
  if (!isRejected || skewMs === null || isInForceAt(skewMs)) return error;
  return new AppError('auth.clock-skew', error.message, {
    params: { ...error.params, seconds: Math.round(Math.abs(skewMs) / 1000) },
    action: 'check-clock',
    vendor: error.vendor,
    cause: error,
  });
}

export function createAccountPort(client: Client): AccountPort {
  const countDevices = async (signal: AbortSignal): Promise<number> => {
    const asked = { OrganizationId: ROOT_ORGANIZATION, IsContainSubLevel: true, PageNumber: 1, PageSize: 1 };
    const { data } = await client.call('listDevices', asked, signal);
    return data.Data?.TotalCount ?? data.Data?.List?.length ?? 0;
  };
  return {
    /**
     * There is no sign-in: every call carries its own signature, so the smallest call shows whether the keys are right.
     */
    async signIn(signal) {
      try {
        await client.call('listDeviceServiceNodes', {}, signal);
      } catch (error) {
        throw asClockSkew(error, client.clockSkewMs);
      }
      return { clockSkewMs: client.clockSkewMs, tokenExpiresAtMs: null };
    },
    async checkPermission(signal) {
      await client.call('listOrganizations', {}, signal);
      await countDevices(signal);
    },
    countDevices,
  };
}
