/** Calls of City Visual for the connection test and the health of an account. Only read operations. */
import type { AccountPort } from '../../ports/account.ts';
import type { VendorClient } from '../core/client/client.ts';
import type { AliyunCityvisualOperations } from './operations.gen.ts';

type Client = VendorClient<AliyunCityvisualOperations>;

const ONE = { PageNumber: 1, PageSize: 1 } as const;

export function createAccountPort(client: Client, RegionId: string): AccountPort {
  const instancesOf = async (signal: AbortSignal): Promise<readonly string[]> => {
    const query = { RegionId, PageNumber: 1, PageSize: 100 };
    const { data } = await client.call('DescribeInstances', query, signal);
    return (data.Instances?.Instance ?? []).flatMap(({ InstanceId }) => InstanceId ?? []);
  };
  const camerasOf = async (InstanceId: string, signal: AbortSignal): Promise<number> => {
    const { data } = await client.call('DescribeCameras', { InstanceId, RegionId, ...ONE }, signal);
    return data.TotalCount ?? data.Cameras?.Camera?.length ?? 0;
  };
  return {
    async signIn(signal) {
      await client.call('DescribeRegions', {}, signal); // the one call that needs no permission
      return { clockSkewMs: client.clockSkewMs, tokenExpiresAtMs: null };
    },
    async checkPermission(signal) {
      const [first] = await instancesOf(signal);
      if (first === undefined) return;
      await client.call('DescribeWorkGroups', { InstanceId: first, RegionId, ...ONE }, signal);
      await camerasOf(first, signal);
    },
    async countDevices(signal) {
      let cameras = 0;
      for (const instanceId of await instancesOf(signal)) cameras += await camerasOf(instanceId, signal);
      return cameras;
    },
  };
}
