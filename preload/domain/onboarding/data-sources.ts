/**
 * Data sources: addresses of other video platforms that a cloud plays and computes on. The cloud has no list of them, so this client
 * keeps their ids. Their addresses, which carry a key, are stored nowhere.
 */
import type { AccountId, OrgNodeId } from '../ids.ts';

/** The types that have an address. */
export const DATA_SOURCE_TYPES = ['VIDEO', 'AUDIO'] as const;
export type DataSourceType = (typeof DATA_SOURCE_TYPES)[number];

/** More are not kept. */
export const MAX_DATA_SOURCES = 500;
export const MAX_SOURCE_NAME = 128;
export const MAX_SOURCE_URL = 2_048;

export interface DataSource {
  /** Of this client. */
  readonly id: string;
  readonly accountId: AccountId;
  readonly groupId: OrgNodeId;
  readonly name: string;
  readonly type: DataSourceType;
  /** The cloud's id; null where its answer was lost: then the source cannot be renewed. */
  readonly nativeId: string | null;
  /** When its address ends, as somebody entered it; null: nobody did. */
  readonly endsAtMs: number | null;
  readonly addedAtMs: number;
  readonly renewedAtMs: number | null;
}

/** The shapes that the cloud takes: hls and flv over http(s), and rtmp. */
const URL_FORM = /^(https?:\/\/[^/\s]+\/\S*\.(m3u8|flv)(\?\S*)?|rtmp:\/\/[^/\s]+\/\S*)$/;

/** The fault of an address that is found before the cloud is asked; null where there is none. */
export function sourceUrlProblem(url: string): 'missing' | 'form' | 'too-long' | null {
  if (url === '') return 'missing';
  if (url.length > MAX_SOURCE_URL) return 'too-long';
  return URL_FORM.test(url) ? null : 'form';
}

/** A source is near its end for so long. */
const NEAR_END_MS = 24 * 3_600_000;

/**
 * - `unknown`: the answer was lost; whether the cloud has the source is not known.
 * - `over`: the cloud documents a renewal before the end alone.
 */
export type DataSourceState = 'unknown' | 'no-end' | 'lasting' | 'near' | 'over';

export function sourceState({ nativeId, endsAtMs }: DataSource, nowMs: number): DataSourceState {
  if (nativeId === null) return 'unknown';
  if (endsAtMs === null) return 'no-end';
  if (endsAtMs <= nowMs) return 'over';
  return endsAtMs - nowMs <= NEAR_END_MS ? 'near' : 'lasting';
}
