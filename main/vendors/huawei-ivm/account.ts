/** Calls of IVM for the connection test and the health of an account. Only read operations. */
import type { AccountPort } from '../../ports/account.ts';
import type { VendorClient } from '../core/client/client.ts';
import type { TokenSource } from '../core/client/token-source.ts';
import type { HuaweiIvmOperations } from './operations.gen.ts';

type Client = VendorClient<HuaweiIvmOperations>;

export function createAccountPort(client: Client, tokens: TokenSource): AccountPort {
  const countDevices = async (signal: AbortSignal): Promise<number> => {
    const { data } = await client.call('listDevices', { limit: 1, offset: 0 }, signal);
    return data.total ?? data.devices?.length ?? 0;
  };
  return {
    async signIn(signal) {
      await tokens.current(signal);
      // a call with a stored token shows whether the token still works
      if (client.clockSkewMs === null) await countDevices(signal);
      return { clockSkewMs: client.clockSkewMs, tokenExpiresAtMs: tokens.expiresAtMs };
    },
    async checkPermission(signal) {
      await client.call('listSubDeviceOrgs', { device_org_id: '0' }, signal);
      await client.call('listChannels', { limit: 1, offset: 0 }, signal);
    },
    countDevices,
  };
}
