/** One IVP account: its keys, its connections, and the ports that the client lives on. */
import { AppError } from '../../errors.ts';
import { callerOf } from '../core/client/caller.ts';
import { loadCatalogue, type Catalogue } from '../core/contract/catalogue.ts';
import { optionsOf, VendorClient, type CredentialSource } from '../core/client/client.ts';
import type { Dialect } from '../core/client/dialect.ts';
import { guardedSession } from '../core/client/guarded-session.ts';
import { mediaRulesOf } from '../core/client/media-source.ts';
import type { AccountPort } from '../../ports/account.ts';
import type { ClientSettings, SessionSettings, VendorSession } from '../../ports/session.ts';
import { createDialect, isInForceAt } from './dialect.ts';
import { IvpDirectory } from './directory.ts';
import { createIvpFacts } from './facts.ts';
import { IvpLive } from './live.ts';
import { ROOT_ORGANIZATION } from './mapping.ts';
import type { TencentIvpOperations } from './operations.gen.ts';
import { OVERRIDES } from './overrides.ts';
import { createIvpPtz } from './ptz.ts';
import { IvpPlayback } from './playback.ts';
import { IvpRecords } from './records.ts';

type Client = VendorClient<TencentIvpOperations>;

/** A wrong clock looks like wrong keys to whoever checks a signature, and the document has no code for either. */
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

function createAccountPort(client: Client): AccountPort {
  const countDevices = async (signal: AbortSignal): Promise<number> => {
    const asked = { OrganizationId: ROOT_ORGANIZATION, IsContainSubLevel: true, PageNumber: 1, PageSize: 1 };
    const { data } = await client.call('listDevices', asked, signal);
    return data.Data?.TotalCount ?? data.Data?.List?.length ?? 0;
  };
  return {
    /** There is no sign-in: every call carries its own signature, and the smallest one proves the keys. */
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

/** The client of one account with what it speaks by. */
export interface IvpClient {
  readonly client: Client;
  readonly catalogue: Catalogue;
  readonly dialect: Dialect;
  readonly dispose: () => void;
}

/**
 * The client alone, for calls of single operations. Nothing is sent before the first call. The credential has the field
 * `secretId` and the secrets `secretKey` and, for temporary keys, `securityToken`.
 *
 * @param contractRoot folder of the vendor folders, see {@link loadCatalogue}.
 * @throws {AppError} `input.invalid-field` when the endpoint is no http(s) address.
 */
export function createIvpClient(settings: ClientSettings, contractRoot?: URL): IvpClient {
  const { credential } = settings;
  const catalogue = loadCatalogue('tencent-ivp', OVERRIDES, contractRoot);
  const dialect = createDialect(catalogue.errorCodes);
  const credentials: CredentialSource = {
    current: () => Promise.resolve(credential),
    renew: () => Promise.resolve(null), // temporary keys come from elsewhere; only the user can bring new ones
  };
  const client: Client = new VendorClient({ ...optionsOf(settings), catalogue, dialect, credentials });
  return { client, catalogue, dialect, dispose: () => client.dispose() };
}

/**
 * Opens a session; nothing is sent before a port is used.
 *
 * @param contractRoot folder of the vendor folders, see {@link loadCatalogue}.
 * @throws {AppError} `input.invalid-field` when the endpoint is no http(s) address.
 */
export function createIvpSession(settings: SessionSettings, contractRoot?: URL): VendorSession {
  const { client, catalogue, dispose } = createIvpClient(settings, contractRoot);
  const rules = mediaRulesOf(settings.endpoint);
  const session: VendorSession = {
    vendor: 'tencent-ivp',
    account: createAccountPort(client),
    directory: new IvpDirectory(settings.accountId, client),
    live: new IvpLive(client, rules),
    records: new IvpRecords(client),
    playback: new IvpPlayback(client, rules),
    ptz: createIvpPtz(client),
    facts: createIvpFacts(client),
    calls: callerOf({ client, catalogue }),
    dispose() {
      dispose();
      return Promise.resolve();
    },
  };
  return guardedSession(session, client.redactor);
}
