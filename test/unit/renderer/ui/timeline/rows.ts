/** Random rows of recordings, and what a slow and plain answer about them is. */
import fc from 'fast-check';
import { RECORDING_KINDS, RECORDING_STORAGES, coverageOf } from '../../../../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../../../../preload/domain/time.ts';
import { rowModel, type RowModel, type SegmentColumns } from '../../../../../renderer/ui/timeline/row-model.ts';

export const BASE_MS = Date.UTC(2026, 9, 24);

export interface Span extends TimeRange {
  readonly kind: number;
  readonly storage: number;
}

export interface RandomRow {
  readonly spans: readonly Span[];
  readonly range: TimeRange;
  readonly within: readonly TimeRange[];
  readonly reads: readonly TimeRange[];
}

const spanOf = (longestMs: number) =>
  fc
    .tuple(
      ...([
        fc.integer({ min: 0, max: 3 * 86_400_000 }),
        fc.integer({ min: 0, max: longestMs }),
        fc.nat(RECORDING_KINDS.length - 1),
        fc.nat(RECORDING_STORAGES.length - 1),
      ] as const),
    )
    .map(([fromMs, lengthMs, kind, storage]) => {
      return { fromMs: BASE_MS + fromMs, toMs: BASE_MS + fromMs + lengthMs, kind, storage };
    });

/** Recordings of seconds, of minutes and of hours, of every kind and storage, and reads that know a part of the time. */
export const randomRow: fc.Arbitrary<RandomRow> = fc.record({
  spans: fc
    .array(fc.oneof(spanOf(3_000), spanOf(600_000), spanOf(20_000_000)), { maxLength: 60 })
    .map((spans) => [...spans].sort((a, b) => a.fromMs - b.fromMs)),
  range: fc.constant({ fromMs: BASE_MS - 3_600_000, toMs: BASE_MS + 4 * 86_400_000 }),
  within: fc.array(spanOf(8_000_000), { maxLength: 4 }),
  reads: fc.array(spanOf(40_000_000), { maxLength: 6 }),
});

export const coverageOfRow = ({ spans, range, within, reads }: RandomRow) =>
  coverageOf(
    range,
    spans,
    [...reads, ...within].map((read) => ({ ...read, asOfMs: 0, archivedWithin: within })),
  );

const columnsOf = (spans: readonly Span[]): SegmentColumns => ({
  fromMs: spans.map(({ fromMs }) => fromMs),
  toMs: spans.map(({ toMs }) => toMs),
  kind: spans.map(({ kind }) => kind),
  storage: spans.map(({ storage }) => storage),
});

export const modelOf = (row: RandomRow): RowModel =>
  rowModel({ place: 'cloud', recordings: columnsOf(row.spans), coverage: coverageOfRow(row) });

/** How many ms of a range at least one of the pieces covers, counted piece by piece. */
export function coveredMs(pieces: readonly TimeRange[], fromMs: number, toMs: number): number {
  const inside = pieces
    .map((piece) => ({ fromMs: Math.max(fromMs, piece.fromMs), toMs: Math.min(toMs, piece.toMs) }))
    .filter((piece) => piece.toMs > piece.fromMs)
    .sort((a, b) => a.fromMs - b.fromMs);
  let [sumMs, doneMs] = [0, fromMs];
  for (const piece of inside) {
    sumMs += Math.max(0, piece.toMs - Math.max(doneMs, piece.fromMs));
    doneMs = Math.max(doneMs, piece.toMs);
  }
  return sumMs;
}

export const kindOf = ({ kind }: Span): string => RECORDING_KINDS[kind] ?? '';
export const storageOf = ({ storage }: Span): string => RECORDING_STORAGES[storage] ?? '';
export const isPlayable = (span: Span): boolean => !['archived', 'restoring'].includes(storageOf(span));
