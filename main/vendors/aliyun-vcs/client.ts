/** One VCS account: its key pair, its connections, and the ports that the client lives on. */
import { keySource } from '../aliyun/key-source.ts';
import { callerOf } from '../core/client/caller.ts';
import { loadCatalogue, type Catalogue } from '../core/contract/catalogue.ts';
import { optionsOf, VendorClient } from '../core/client/client.ts';
import type { Dialect } from '../core/client/dialect.ts';
import { guardedSession } from '../core/client/guarded-session.ts';
import { mediaRulesOf } from '../core/client/media-source.ts';
import type { AccountPort } from '../../ports/account.ts';
import type { ClientSettings, SessionSettings, VendorSession } from '../../ports/session.ts';
import { CameraBook } from './camera-book.ts';
import { addressesOf, createDialect } from './dialect.ts';
import { VcsDirectory } from './directory.ts';
import { createVcsFacts } from './facts.ts';
import { VcsLive, VcsPlayback } from './media.ts';
import type { AliyunVcsOperations } from './operations.gen.ts';
import { OVERRIDES } from './overrides.ts';

type Client = VendorClient<AliyunVcsOperations>;

/** The client of one account with what it signs by. */
export interface VcsClient {
  readonly client: Client;
  readonly catalogue: Catalogue;
  readonly dialect: Dialect;
  readonly dispose: () => void;
}

function createAccountPort(client: Client): AccountPort {
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
    /** Recorders and cameras, as the cloud counts: a camera below a recorder is a device of its own there. */
    async countDevices(signal) {
      const [recorders, cameras] = await Promise.all([count('DescribeNvrs', signal), count('DescribeIpcs', signal)]);
      return recorders + cameras;
    },
  };
}

/**
 * The client alone, for calls of single operations. Nothing is sent before the first call.
 *
 * @param contractRoot folder of the vendor folders, see {@link loadCatalogue}.
 * @throws {AppError} `input.invalid-field` when the endpoint is no http(s) address.
 */
export function createVcsClient(settings: ClientSettings, contractRoot?: URL): VcsClient {
  const { credential } = settings;
  const catalogue = loadCatalogue('aliyun-vcs', OVERRIDES, contractRoot);
  const dialect = createDialect(addressesOf(credential));
  const client: Client = new VendorClient({
    ...optionsOf(settings),
    catalogue,
    dialect,
    credentials: keySource(credential),
  });
  return { client, catalogue, dialect, dispose: () => client.dispose() };
}

/**
 * Opens a session; nothing is sent before a port is used. No list of recordings: the document offers a playback URL for
 * a range and no way to ask what was recorded.
 *
 * @param contractRoot folder of the vendor folders, see {@link loadCatalogue}.
 * @throws {AppError} `input.invalid-field` when the endpoint is no http(s) address.
 */
export function createVcsSession(settings: SessionSettings, contractRoot?: URL): VendorSession {
  const { client, catalogue, dispose } = createVcsClient(settings, contractRoot);
  const rules = mediaRulesOf(settings.endpoint);
  const book = new CameraBook(client);
  const session: VendorSession = {
    vendor: 'aliyun-vcs',
    account: createAccountPort(client),
    directory: new VcsDirectory(settings.accountId, client, book),
    live: new VcsLive(client, book, rules),
    playback: new VcsPlayback(client, book, rules),
    facts: createVcsFacts(client),
    calls: callerOf({ client, catalogue }),
    dispose() {
      dispose();
      return Promise.resolve();
    },
  };
  return guardedSession(session, client.redactor);
}
