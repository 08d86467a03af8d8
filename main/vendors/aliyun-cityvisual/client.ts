/** One City Visual account: its key pair, its connections, and the ports that the client lives on. */
import { keySource } from '../aliyun/key-source.ts';
import { callerOf } from '../core/client/caller.ts';
import { loadCatalogue, type Catalogue } from '../core/contract/catalogue.ts';
import { optionsOf, VendorClient } from '../core/client/client.ts';
import type { Dialect } from '../core/client/dialect.ts';
import { guardedSession } from '../core/client/guarded-session.ts';
import { mediaRulesOf } from '../core/client/media-source.ts';
import type { AccountPort } from '../../ports/account.ts';
import type { ClientSettings, SessionSettings, VendorSession } from '../../ports/session.ts';
import { createDialect, regionOf, versionOf } from './dialect.ts';
import { CityDirectory } from './directory.ts';
import { createCityFacts } from './facts.ts';
import { CityLive } from './live.ts';
import type { AliyunCityvisualOperations } from './operations.gen.ts';
import { OVERRIDES } from './overrides.ts';

type Client = VendorClient<AliyunCityvisualOperations>;

/** The client of one account with what it signs by. */
export interface CityClient {
  readonly client: Client;
  readonly catalogue: Catalogue;
  readonly dialect: Dialect;
  readonly dispose: () => void;
}

const ONE = { PageNumber: 1, PageSize: 1 } as const;

function createAccountPort(client: Client, RegionId: string): AccountPort {
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

/**
 * The client alone, for calls of single operations. Nothing is sent before the first call.
 *
 * @param contractRoot folder of the vendor folders, see {@link loadCatalogue}.
 * @throws {AppError} `input.invalid-field` when the endpoint is no http(s) address.
 */
export function createCityClient(settings: ClientSettings, contractRoot?: URL): CityClient {
  const { credential } = settings;
  const catalogue = loadCatalogue('aliyun-cityvisual', OVERRIDES, contractRoot);
  const dialect = createDialect(versionOf(credential));
  const client: Client = new VendorClient({
    ...optionsOf(settings),
    catalogue,
    dialect,
    credentials: keySource(credential),
  });
  return { client, catalogue, dialect, dispose: () => client.dispose() };
}

/**
 * Opens a session; nothing is sent before a port is used. No recordings: the document has none.
 *
 * @param contractRoot folder of the vendor folders, see {@link loadCatalogue}.
 * @throws {AppError} `input.invalid-field` when the endpoint is no http(s) address.
 */
export function createCitySession(settings: SessionSettings, contractRoot?: URL): VendorSession {
  const { client, catalogue, dispose } = createCityClient(settings, contractRoot);
  const { accountId } = settings;
  const regionId = regionOf(settings);
  const session: VendorSession = {
    vendor: 'aliyun-cityvisual',
    account: createAccountPort(client, regionId),
    directory: new CityDirectory({ accountId, regionId }, client),
    live: new CityLive(client, regionId, mediaRulesOf(settings.endpoint)),
    facts: createCityFacts(client, regionId),
    calls: callerOf({ client, catalogue }),
    dispose() {
      dispose();
      return Promise.resolve();
    },
  };
  return guardedSession(session, client.redactor);
}
