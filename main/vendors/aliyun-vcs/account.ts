/** Calls of VCS for the connection test and the health of an account. Only read operations. */
import type { AccountPort } from '../../ports/account.ts';
import type { VendorClient } from '../core/client/client.ts';
import type { AliyunVcsOperations } from './operations.gen.ts';

type Client = VendorClient<AliyunVcsOperations>;

export function createAccountPort(client: Client): AccountPort {
  const count = async (operation: 'DescribeIpcs' | 'DescribeNvrs', signal: AbortSignal): Promise<number> => {
    const { data } = await client.call(operation, { PageNum: 1, PageSize: 1 }, signal);
    return Number(data.Data?.TotalCount ?? data.Data?.Records?.length ?? 0);
  };
  return {
    async signIn(signal) {
      await client.call('ListCorps', { PageNumber: 1, PageSize: 1 }, signal);
      return { clockSkewMs: client.clockSkewMs, tokenExpiresAtMs: null };
    },
    async checkPermission(signal) {
      await count('DescribeNvrs', signal);
      await count('DescribeIpcs', signal);
    },
    /** The number of recorders and cameras. The cloud counts a camera below a recorder as a device too. */
    async countDevices(signal) {
      const [recorders, cameras] = await Promise.all([count('DescribeNvrs', signal), count('DescribeIpcs', signal)]);
      return recorders + cameras;
    },
  };
}
