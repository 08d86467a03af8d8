/** Recordings for the pages that show the timeline alone: a day as in the design, and as many random ones as asked for. */
import { rowModel, type RowModel } from '../../renderer/ui/timeline/row-model.ts';
import { recordingMarks } from '../../renderer/ui/timeline/recording-marks.ts';
import { sortedMarks, type Mark } from '../../renderer/ui/timeline/marks.ts';
import type { TimelineRow } from '../../renderer/ui/timeline/scene.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Piece {
  readonly fromMs: number;
  readonly toMs: number;
  readonly kind?: number;
  readonly storage?: number;
}

/** Places in `RECORDING_KINDS` and `RECORDING_STORAGES`. */
const [MOTION, ALARM, ARCHIVED, RESTORING] = [1, 2, 2, 3];

const columns = (pieces: readonly Piece[]) => {
  const inOrder = [...pieces].sort((a, b) => a.fromMs - b.fromMs);
  return {
    fromMs: inOrder.map(({ fromMs }) => fromMs),
    toMs: inOrder.map(({ toMs }) => toMs),
    kind: inOrder.map(({ kind = 0 }) => kind),
    storage: inOrder.map(({ storage = 0 }) => storage),
  };
};

/** The four cameras of the design, from noon to midnight of a day that begins here. */
export function designRows(dayMs: number): readonly TimelineRow[] {
  const at = (hours: number): number => Math.round(dayMs + hours * HOUR_MS);
  const motions = Array.from({ length: 150 }, (_, i) => {
    const fromMs = at(12 + ((i * 37) % 144) / 12) + ((i * 7_919) % 240_000);
    return { fromMs, toMs: fromMs + 8_000 + ((i * 4_241) % 50_000), kind: MOTION };
  });
  const alarms = [18.52, 19.77].map((hours) => ({ fromMs: at(hours), toMs: at(hours) + 40_000, kind: ALARM }));
  const file = (from: number, to: number, more: Partial<Piece> = {}): Piece => ({
    fromMs: at(from),
    toMs: at(to),
    ...more,
  });
  return [
    {
      id: 'a',
      name: '206 Shopping street',
      model: rowModel({ place: 'cloud', recordings: columns([file(0, 24), ...motions, ...alarms]), coverage: [] }),
    },
    {
      id: 'b',
      name: '211 Convenience store till',
      model: rowModel({ place: 'cloud', recordings: columns([file(18.18, 19.15)]), coverage: [] }),
      notes: [{ fromMs: at(0), toMs: at(18.18), words: 'Not known until played, this cloud lists no recordings' }],
    },
    {
      id: 'c',
      name: '215 Subway north',
      isFaint: true,
      model: rowModel({
        place: 'device',
        recordings: columns([file(0, 17.03), file(17.66, 24)]),
        coverage: [{ state: 'empty', fromMs: at(17.03), toMs: at(17.66) }],
      }),
      notes: [{ fromMs: at(17.03), toMs: at(17.66), words: 'Offline as seen here, 37 min' }],
    },
    {
      id: 'd',
      name: '223 Logistics yard',
      model: rowModel({
        place: 'cloud',
        recordings: columns([
          file(15, 16.2, { storage: ARCHIVED }),
          file(16.2, 16.6, { storage: RESTORING }),
          file(19.25, 20.5),
        ]),
        coverage: [
          { state: 'archived-within', fromMs: at(16.6), toMs: at(19.25) },
          { state: 'empty', fromMs: at(20.5), toMs: at(24) },
        ],
      }),
      notes: [
        { fromMs: at(16.6), toMs: at(19.25), words: 'Archived in here, edges to 15 minutes' },
        { fromMs: at(20.5), toMs: at(24), words: "Not recorded by today's plan" },
      ],
    },
  ];
}

export function designMarks(dayMs: number): readonly Mark[] {
  const mark = (hours: number, kind: Mark['kind'], toHours?: number): Mark => ({
    id: `${kind} ${hours}`,
    kind,
    atMs: dayMs + hours * HOUR_MS,
    label: `${kind} at ${hours} h`,
    ...(toHours === undefined ? {} : { toMs: dayMs + toHours * HOUR_MS }),
  });
  return sortedMarks([
    [mark(16.8, 'bookmark'), mark(17.87, 'bookmark', 18), mark(20.6, 'bookmark'), mark(20.61, 'bookmark')],
    [mark(20.08, 'export', 20.3)],
    [mark(18.52, 'alarm'), mark(19.77, 'alarm')],
    [mark(17.2, 'motion')],
  ]);
}

/** Rows with `segments` recordings in all, spread over `days` days before `endMs`. Equal numbers give equal rows. */
export function manyRows(rows: number, segments: number, endMs: number, days: number): readonly TimelineRow[] {
  const each = Math.floor(segments / rows);
  const stepMs = (days * 24 * HOUR_MS) / each;
  return Array.from({ length: rows }, (_, row) => {
    let seed = row + 1;
    const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const fromMs = endMs - days * 24 * HOUR_MS;
    const pieces = Array.from({ length: each }, (_, i) => {
      const beginMs = Math.round(fromMs + i * stepMs + random() * stepMs * 0.3);
      const kind = random() < 0.3 ? MOTION : random() < 0.02 ? ALARM : 0;
      const storage = i < each / 4 ? ARCHIVED : 0;
      return { fromMs: beginMs, toMs: Math.round(beginMs + stepMs * (0.2 + random() * 0.6)), kind, storage };
    });
    const coverage = [{ state: 'empty' as const, fromMs, toMs: endMs }];
    return {
      id: String(row),
      name: `Camera ${row + 1}`,
      model: rowModel({ place: row % 3 === 0 ? 'device' : 'cloud', recordings: columns(pieces), coverage }),
    };
  });
}

/** The marks of the motion and alarm recordings of all rows, as the screen of playback makes them. */
export const manyMarks = (rows: readonly TimelineRow[]): readonly Mark[] =>
  sortedMarks(
    rows.map(({ id, name, model }) =>
      model === null
        ? []
        : recordingMarks(model, {
            id,
            alarm: `${name}, alarm`,
            motion: `${name}, motion`,
            several: (label, count) => `${label}, ${count} recordings`,
          }),
    ),
  );

/** One camera over two weeks: archived until five days before, a day with a hole, a day without footage, a day not known. */
export function monthRows(dayMs: number): readonly RowModel[] {
  const day = (days: number): number => dayMs + days * 24 * HOUR_MS;
  const recordings = columns([
    { fromMs: day(-13), toMs: day(-5), storage: ARCHIVED },
    { fromMs: day(-5), toMs: day(-2) },
    { fromMs: day(-2), toMs: day(-2) + 7 * HOUR_MS },
    { fromMs: day(0), toMs: day(7) },
  ]);
  const coverage = [{ state: 'empty' as const, fromMs: day(-2) + 7 * HOUR_MS, toMs: day(0) }];
  return [
    rowModel({ place: 'cloud', recordings, coverage }),
    rowModel({ place: 'cloud', recordings: columns([]), coverage: [] }),
  ];
}
