/** A cloud of one process: it implements the vendor ports, so that services can be driven without a network. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { ErrorCode } from '../../../../preload/domain/error.ts';
import { channelIdOf, deviceIdOf, orgNodeIdOf, type AccountId } from '../../../../preload/domain/ids.ts';
import { AppError } from '../../../../main/errors.ts';
import type { DirectoryPort } from '../../../../main/ports/directory.ts';
import type { Page } from '../../../../main/ports/page.ts';
import type { SessionSettings, VendorSession } from '../../../../main/ports/session.ts';

export class MemoryCloud {
  cameras = 3;
  offlineDevices: readonly number[] = [];
  /** Cameras that the cloud does not list for now. */
  hidden: ReadonlySet<number> = new Set();
  pageSize = 100;
  /** Every call fails with this code while set. */
  failure: ErrorCode | null = null;
  /** Called for each call that failed this way. */
  onFailure = (): void => {};
  /** The secret that signs in; null takes any. */
  secret: string | null = null;
  /** Holds the next sign-in until it is released or aborted. */
  gate: Promise<void> | null = null;
  /** Holds the directories of the accounts with these `ak` until they are released. */
  readonly directoryGates = new Map<string, Promise<void>>();
  signIns = 0;
  readings = 0;
  openSessions = 0;
  readonly seenSecrets: string[] = [];

  readonly factory = (settings: SessionSettings): VendorSession => {
    this.openSessions++;
    const { accountId, credential } = settings;
    return {
      vendor: 'huawei-ivm',
      account: {
        signIn: async (signal) => {
          this.signIns++;
          await this.#passGate(signal);
          this.#check();
          const secret = credential.secrets['sk']?.reveal() ?? '';
          this.seenSecrets.push(secret);
          if (this.secret !== null && secret !== this.secret) throw new AppError('auth.rejected-key', 'wrong key');
          return { clockSkewMs: 5, tokenExpiresAtMs: 1_900_000_000_000 };
        },
        checkPermission: async () => this.#check(),
        countDevices: async () => (this.#check(), this.cameras),
      },
      directory: this.#directory(accountId, credential.fields['ak'] ?? ''),
      dispose: async () => void this.openSessions--,
    };
  };

  #check(): void {
    if (!this.failure) return;
    this.onFailure();
    throw new AppError(this.failure, 'the cloud is told to fail', { retryable: true });
  }

  async #passGate(signal: AbortSignal): Promise<void> {
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    if (this.gate) await Promise.race([this.gate, aborted]);
  }

  #directory(accountId: AccountId, ak: string): DirectoryPort {
    const gates = this.directoryGates;
    const group = orgNodeIdOf(accountId, 'g');
    const pages = async function* <T>(cloud: MemoryCloud, make: (n: number) => T): AsyncGenerator<Page<T>> {
      const listed = Array.from({ length: cloud.cameras }, (_, n) => n).filter((n) => !cloud.hidden.has(n));
      for (let from = 0; from < listed.length; from += cloud.pageSize) {
        cloud.#check();
        yield { items: listed.slice(from, from + cloud.pageSize).map(make), total: listed.length };
      }
    };
    return {
      groups: async function* (this: unknown) {
        await gates.get(ak);
        yield { items: [{ id: group, accountId, parentId: null, name: 'All' }], total: 1 };
      },
      devices: () => {
        this.readings++;
        return pages(this, (n) => ({
          id: deviceIdOf(accountId, `d${n}`),
          accountId,
          orgNodeId: group,
          name: `Device ${n}`,
          kind: 'camera',
          protocol: 'holosens',
          status: this.offlineDevices.includes(n) ? 'offline' : 'online',
        }));
      },
      channels: () =>
        pages(this, (n) => {
          const deviceId = deviceIdOf(accountId, `d${n}`);
          return {
            id: channelIdOf(deviceId, '0'),
            deviceId,
            accountId,
            orgNodeId: null,
            name: `Camera ${n}`,
            reachable: 'online',
            isFrozen: false,
            protocol: 'holosens',
            capabilities: ['ptz'],
          };
        }),
    };
  }
}

/** An address where something answers http, for the first stages of a connection test. */
export async function answeringEndpoint(headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const server = createServer((_, response) => response.writeHead(404, headers).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An address that refuses connections. */
export async function closedEndpoint(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  return `http://127.0.0.1:${port}`;
}
