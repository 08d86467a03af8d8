/**
 * Data sources: the cloud has no list of them, so their ids are kept here, with the moment at which their addresses end. A row is
 * stored before its source is sent.
 */
import { randomUUID } from 'node:crypto';
import {
  MAX_DATA_SOURCES,
  MAX_SOURCE_URL,
  sourceUrlProblem,
  type DataSource,
  type DataSourceType,
} from '../../../preload/domain/onboarding/data-sources.ts';
import { accountOf, type AccountId, type OrgNodeId } from '../../../preload/domain/ids.ts';
import type { DataSourceTable } from '../../db/onboarding/sources.ts';
import { AppError } from '../../errors.ts';
import type { DataSourcePort } from '../../ports/data-sources.ts';
import type { VendorSession } from '../../ports/session.ts';
import { Secret } from '../../secret.ts';
import type { CameraRefs } from '../shared/camera-refs.ts';
import type { Emit } from '../shared/emit.ts';
import { withinLimit } from '../shared/time-limit.ts';

interface SourceOptions {
  readonly sessions: { of(id: AccountId): Promise<Pick<VendorSession, 'dataSources'>> };
  readonly table: DataSourceTable;
  readonly emit: Emit;
}

interface SourceOrder {
  readonly accountId: AccountId;
  readonly groupId: OrgNodeId;
  readonly name: string;
  readonly type: DataSourceType;
  readonly url: string;
  readonly endsAtMs: number | null;
}

const ASK_LIMIT_MS = 25_000;

export class DataSourceService {
  readonly #options: SourceOptions;
  readonly #disposed = new AbortController();

  constructor(options: SourceOptions) {
    this.#options = options;
  }

  list(): readonly DataSource[] {
    return this.#options.table.list(MAX_DATA_SOURCES);
  }

  /**
   * @returns a source without an id where the answer was lost.
   * @throws {AppError} `input.invalid-field`, `cloud.not-supported`, `onboarding.too-many-sources`, `account.*`, what the cloud refused.
   */
  async add(order: SourceOrder): Promise<DataSource> {
    const { accountId, groupId, type, endsAtMs } = order;
    const name = order.name.trim();
    if (name === '') throw invalid('name', 'missing');
    const url = checkedUrl(order.url);
    if (accountOf(groupId) !== accountId) throw invalid('groupId', 'gone');
    const port = await this.#portOf(accountId);
    if (this.list().length >= MAX_DATA_SOURCES)
      throw new AppError('onboarding.too-many-sources', 'too many', { params: { limit: MAX_DATA_SOURCES } });
    const ids = { id: randomUUID(), accountId, groupId, nativeId: null };
    const source: DataSource = { ...ids, name, type, endsAtMs, addedAtMs: Date.now(), renewedAtMs: null };
    this.#options.table.save(source);
    try {
      const nativeId = await this.#ask((signal) => port.add({ groupId, name, type, url }, signal)).catch(onlyLost);
      return this.#save({ ...source, nativeId });
    } catch (error) {
      const isSent = error instanceof AppError && error.code === 'cancelled';
      if (!isSent) this.#options.table.remove(source.id);
      this.#tell();
      throw error;
    }
  }

  /** @throws {AppError} `input.invalid-field`, `onboarding.no-source`, and what the cloud refused: nothing is changed then. */
  async renew(id: string, text: string, endsAtMs: number | null): Promise<DataSource> {
    const source = this.#options.table.find(id);
    if (source === null || source.nativeId === null) throw new AppError('onboarding.no-source', 'no such source');
    const { nativeId, name, accountId } = source;
    const url = checkedUrl(text);
    const port = await this.#portOf(accountId);
    await this.#ask((signal) => port.renew(nativeId, name, url, signal));
    const now = this.#options.table.find(id);
    if (now === null) throw new AppError('onboarding.no-source', 'taken off the list meanwhile');
    return this.#save({ ...now, endsAtMs, renewedAtMs: Date.now() });
  }

  forget(id: string): void {
    this.#options.table.remove(id);
    this.#tell();
  }

  /** A source outlives its account here: no cloud could name the source again. */
  refs(): CameraRefs {
    return {
      cameraIds: () => this.list().map(({ groupId }) => groupId),
      replaceCameras: ({ groups }) => {
        for (const source of this.list()) {
          const groupId = groups.get(source.groupId);
          if (groupId !== undefined) this.#options.table.save({ ...source, groupId, accountId: accountOf(groupId) });
        }
        this.#tell();
      },
    };
  }

  dispose(): void {
    this.#disposed.abort();
  }

  #save(source: DataSource): DataSource {
    this.#options.table.save(source);
    this.#tell();
    return source;
  }

  #tell(): void {
    this.#options.emit('onboarding.changed', {});
  }

  async #ask<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return await withinLimit(this.#disposed.signal, ASK_LIMIT_MS, ask);
  }

  async #portOf(accountId: AccountId): Promise<DataSourcePort> {
    const { dataSources } = await this.#options.sessions.of(accountId);
    if (dataSources === undefined) throw new AppError('cloud.not-supported', 'this cloud has no data sources');
    return dataSources;
  }
}

/** It was sent, and nobody waits any longer for its answer. */
function onlyLost(error: unknown): null {
  if (error instanceof AppError && error.code === 'network.timeout') return null;
  throw error;
}

function checkedUrl(text: string): Secret {
  const url = text.trim();
  const problem = sourceUrlProblem(url);
  if (problem !== null) throw invalid('url', problem);
  return new Secret(url);
}

function invalid(field: string, detail: 'missing' | 'form' | 'gone' | 'too-long'): AppError {
  const params = { field, detail, ...(detail === 'too-long' ? { limit: MAX_SOURCE_URL } : {}) };
  return new AppError('input.invalid-field', `a data source: ${field} ${detail}`, { params });
}
