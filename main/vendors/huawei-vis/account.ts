/** Calls of VIS for the connection test and the health of an account. Only read operations. */
import type { ErrorCode } from '../../../preload/domain/error.ts';
import { AppError } from '../../errors.ts';
import type { VendorClient } from '../core/client/client.ts';
import type { TokenSource } from '../core/client/token-source.ts';
import type { AccountPort } from '../../ports/account.ts';
import type { VisDirectory } from './directory.ts';
import type { HuaweiVisOperations } from './operations.gen.ts';

type Client = VendorClient<HuaweiVisOperations>;

/** Refusals that prove the signature: the cloud has recognised the caller. They belong to the permissions. */
const RECOGNISED: readonly ErrorCode[] = ['cloud.service-not-enabled', 'auth.no-permission', 'cloud.not-found'];
/** The cloud refuses a signature whose time is further off than this, whatever the keys. */
const MAX_SKEW_MS = 15 * 60_000;

/** A server that checks signatures reports a wrong clock as wrong keys. */
function asClockSkew(error: unknown, skewMs: number | null): unknown {
  const isSignature = error instanceof AppError && error.code === 'auth.rejected-key';
  if (!isSignature || skewMs === null || Math.abs(skewMs) < MAX_SKEW_MS) return error;
  return new AppError('auth.clock-skew', error.message, {
    params: { ...error.params, seconds: Math.round(Math.abs(skewMs) / 1000) },
    action: 'check-clock',
    vendor: error.vendor,
    cause: error,
  });
}

/** VIS refuses a project without saying which one it was asked for. */
function asNamedProject(error: unknown, project: string): unknown {
  if (!(error instanceof AppError) || error.code !== 'auth.wrong-project' || 'detail' in error.params) return error;
  const { code, message, action, vendor, params } = error;
  return new AppError(code, message, { params: { ...params, detail: project }, action, vendor, cause: error });
}

export interface AccountPortOptions {
  readonly client: Client;
  /** Null for accounts that sign with access keys. */
  readonly tokens: TokenSource | null;
  readonly directory: VisDirectory;
  /** Name or id of the project, as typed or as the region implies. */
  readonly project: string;
}

export function createAccountPort({ client, tokens, directory, project }: AccountPortOptions): AccountPort {
  const subscription = async (signal: AbortSignal) => (await client.call('getSubscription', {}, signal)).data;
  return {
    async signIn(signal) {
      try {
        await subscription(signal);
      } catch (error) {
        const isKnown = error instanceof AppError && RECOGNISED.includes(error.code);
        if (!isKnown) throw asNamedProject(asClockSkew(error, client.clockSkewMs), project);
      }
      return { clockSkewMs: client.clockSkewMs, tokenExpiresAtMs: tokens?.expiresAtMs ?? null };
    },
    async checkPermission(signal) {
      const { is_subscribed: isSubscribed } = await subscription(signal);
      if (isSubscribed === false) {
        throw new AppError('cloud.service-not-enabled', 'VIS is not subscribed', { action: 'open-console' });
      }
      await client.call('listDevices', { limit: 1, offset: 1 }, signal);
      await client.call('listStreams', { limit: 1, offset: 1 }, signal);
    },
    countDevices: (signal) => directory.count(signal),
  };
}
