import {
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { useLocale, useText } from '../../i18n/i18n.ts';
import { Gestures } from './gestures.ts';
import { keyboardAtMs, pressKey } from './keys.ts';
import { TimelineLegend } from './legend.tsx';
import { firstMarkFrom, type Mark } from './marks.ts';
import { TimelinePainter } from './paint/painter.ts';
import { hasJoinedRow, ROW_PX, spotAt, type Box, type Scene, type TimelineRow } from './scene.ts';
import { offsetOf, stampWords } from './stamp.ts';
import { TimelineTable } from './table.tsx';
import './timeline.css';
import type { TimelineState } from './timeline-state.ts';
import { momentWords } from './words.ts';
import { dayOf, type ZoneId } from './zone.ts';

export interface TimelineProps {
  /** Made by the screen, which moves the playhead and reads the selection there. */
  readonly state: TimelineState;
  /** The same array while nothing changed: a new one is drawn anew. */
  readonly rows: readonly TimelineRow[];
  /** In the order of time (`sortedMarks`); the same array while nothing changed. */
  readonly marks: readonly Mark[];
  readonly zone: ZoneId;
  readonly nowMs: number;
  readonly selectedId: string | null;
  readonly onSelectRow: (id: string) => void;
  /** @param rowId the camera of the row that was clicked; null for a click beside the rows. */
  readonly onSeek: (atMs: number, rowId: string | null) => void;
  readonly onMark?: (mark: Mark) => void;
  /** The operator selected a range, or took the selection away; not while the pointer still drags. */
  readonly onSelect?: (range: TimeRange | null) => void;
  /** Content above the heads of the rows. */
  readonly headTitle?: ReactNode;
  /** A picture of the moment under the cursor in a row, such as a key picture of the recording. */
  readonly renderHover?: ((atMs: number, rowId: string) => ReactNode) | undefined;
  /** The height of a row, in CSS pixels; that of the theme where it is left out. */
  readonly rowPx?: number;
  /** Right of the legend. */
  readonly children?: ReactNode;
}

const MARK_NEAR_PX = 9;

/** The recordings of cameras on one clock. Everything that moves is drawn on a canvas; React draws the heads and the legend. */
export function Timeline(props: TimelineProps) {
  const { state, rows, marks, zone, nowMs, selectedId, onSelectRow, rowPx = ROW_PX, children } = props;
  const t = useText();
  const locale = useLocale();
  const scene = useMemo<Scene>(
    () => ({ rows, marks, zone, nowMs, selectedId, locale, rowPx }),
    [rows, marks, zone, nowMs, selectedId, locale, rowPx],
  );
  const { canvas, names, onScroll } = useCanvas(props, scene);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = rows.findIndex(({ id }) => id === selectedId);
    const models = (at < 0 ? rows : rows.slice(at, at + 1)).flatMap(({ model }) => model ?? []);
    const onRow = (by: number): void => {
      const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
      if (next === undefined) return;
      onSelectRow(next.id);
      names.current?.querySelector(`[data-row="${CSS.escape(next.id)}"]`)?.scrollIntoView({ block: 'nearest' });
    };
    const onSeek = (atMs: number): void => props.onSeek(atMs, selectedId);
    const onSelected = (): void => props.onSelect?.(state.selection);
    if (!pressKey(event, { state, models, marks, onSeek, onSelected, onRow })) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section className="tml" style={{ '--tml-row': `${rowPx}px` } as CSSProperties} aria-label={t('timeline.name')}>
      <div className="tml-body">
        <div className="tml-heads">
          <Corner state={state} zone={zone} title={props.headTitle} />
          <div
            className="tml-names"
            ref={names}
            role="group"
            tabIndex={0}
            aria-label={t('timeline.rows')}
            onScroll={onScroll}
          >
            {hasJoinedRow(rows) ? <div className="tml-head t2">{t('timeline.all', { count: rows.length })}</div> : null}
            {rows.map(({ id, name, head }) => (
              <div
                key={id}
                data-row={id}
                className={id === selectedId ? 'tml-head tml-selected' : 'tml-head'}
                onClick={() => onSelectRow(id)}
              >
                {head ?? <span className="el">{name}</span>}
              </div>
            ))}
          </div>
          <div className="tml-marks-head t3 el" title={t('timeline.marksHead')}>
            {t('timeline.marksHead')}
          </div>
        </div>
        <Board {...{ ...props, scene, canvas, onKeyDown }} />
      </div>
      <TimelineLegend state={state}>{children}</TimelineLegend>
      <TimelineTable state={state} scene={scene} />
    </section>
  );
}

interface BoardProps extends TimelineProps {
  readonly scene: Scene;
  readonly canvas: ReturnType<typeof useCanvas>['canvas'];
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The canvases, as one control for the keyboard and for screen readers. */
function Board({ state, rows, zone, nowMs, selectedId, scene, canvas, onKeyDown, renderHover }: BoardProps) {
  const t = useText();
  const atSec = useSyncExternalStore(state.subscribe, () => Math.floor(keyboardAtMs(state) / 1_000));
  const row = rows.find(({ id }) => id === selectedId) ?? rows[0];
  const words =
    row === undefined ? '' : `${row.name}${t('timeline.comma')}${momentWords(row, atSec * 1_000, nowMs, t)}`;
  return (
    <div
      className="tml-board"
      ref={canvas.board}
      role="slider"
      tabIndex={0}
      aria-label={t('timeline.moment')}
      aria-description={t('timeline.keys')}
      aria-valuemin={Math.floor(Math.min(scene.nowMs / 1_000, atSec, state.view.fromMs / 1_000))}
      aria-valuemax={Math.ceil(Math.max(scene.nowMs / 1_000, atSec))}
      aria-valuenow={atSec}
      aria-valuetext={`${stampWords(zone, atSec * 1_000)}${t('timeline.comma')}${words}`}
      onKeyDown={onKeyDown}
    >
      <canvas ref={canvas.below} />
      <canvas ref={canvas.above} />
      <Hover {...{ state, rows, zone, nowMs, renderHover }} selected={row} />
    </div>
  );
}

interface HoverProps extends Pick<TimelineProps, 'state' | 'rows' | 'zone' | 'nowMs' | 'renderHover'> {
  /** The row of the keyboard, and of a pointer beside the rows of cameras. */
  readonly selected: TimelineRow | undefined;
}

/** The moment under the cursor: the camera of the row, a picture where the screen has one, the stamp, and what lies there. */
function Hover({ state, rows, zone, nowMs, renderHover, selected }: HoverProps) {
  const t = useText();
  const cursor = useSyncExternalStore(state.subscribe, () => state.cursor);
  // The view can move below a cursor that rests.
  const percent = useSyncExternalStore(state.subscribe, () => percentOf(state));
  if (cursor === null || percent < 0 || percent > 100) return null;
  const row = rows.find(({ id }) => id === cursor.rowId) ?? selected;
  return (
    <div className="tml-tip" style={{ left: `${percent}%`, transform: `translateX(${-percent}%)` }} aria-hidden="true">
      {row === undefined ? null : renderHover?.(cursor.atMs, row.id)}
      {row === undefined ? null : <b>{row.name}</b>}
      <span className="mono">{stampWords(zone, cursor.atMs)}</span>
      {row === undefined ? null : <span className="t2">{momentWords(row, cursor.atMs, nowMs, t)}</span>}
    </div>
  );
}

/** Where the cursor stands in the view: 0 to 100 from the left; outside of these beside the view, or without a cursor. */
function percentOf({ cursor, view: { fromMs, toMs } }: TimelineState): number {
  return cursor === null ? -1 : (100 * (cursor.atMs - fromMs)) / (toMs - fromMs);
}

/** The day at the middle of the view and the offset of the zone there: always in sight. */
function Corner({ state, zone, title }: { state: TimelineState; zone: ZoneId; title: ReactNode }) {
  const words = useSyncExternalStore(state.subscribe, () => {
    const middleMs = (state.view.fromMs + state.view.toMs) / 2;
    return `${dayOf(zone, middleMs)} ${offsetOf(zone, middleMs)}`;
  });
  return (
    <div className="tml-corner t3">
      <span className="grow el">{title}</span>
      <span className="mono nw">{words}</span>
    </div>
  );
}

/** The canvases with their painter and their gestures. */
function useCanvas(props: TimelineProps, scene: Scene) {
  const { state } = props;
  const board = useRef<HTMLDivElement>(null);
  const below = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const names = useRef<HTMLDivElement>(null);
  const painter = useRef<TimelinePainter>(null);
  const box = useRef<Box>({ widthPx: 0, heightPx: 0, scrollPx: 0 });
  const latest = useRef(props);
  const sceneNow = useRef(scene);
  useEffect(() => {
    latest.current = props;
    sceneNow.current = scene;
    painter.current?.show(scene);
  }, [props, scene]);
  useEffect(() => {
    if (board.current === null || below.current === null || above.current === null) return undefined;
    const own = new TimelinePainter(state, below.current, above.current);
    painter.current = own;
    own.show(sceneNow.current);
    const observer = new ResizeObserver(([entry]) => {
      const device = entry?.devicePixelContentBoxSize[0];
      const css = entry?.contentBoxSize[0];
      if (device === undefined || css === undefined || css.inlineSize === 0) return;
      box.current = { ...box.current, widthPx: css.inlineSize, heightPx: css.blockSize };
      const ratio = device.inlineSize / css.inlineSize;
      own.resize({ width: device.inlineSize, height: device.blockSize, ratio });
    });
    observer.observe(board.current, { box: 'device-pixel-content-box' });
    const gestures = new Gestures(board.current, state, {
      spotAt: (yPx) => spotAt(sceneNow.current, box.current, yPx),
      onClick: (atMs, spot) => {
        const mark = spot.part === 'marks' ? markNear(latest.current.marks, atMs, state, box.current.widthPx) : null;
        const row = spot.part === 'rows' ? spot.row : null;
        if (row !== null) latest.current.onSelectRow(row.id);
        if (mark !== null) latest.current.onMark?.(mark);
        latest.current.onSeek(mark?.atMs ?? atMs, row?.id ?? null);
      },
      onSelected: () => latest.current.onSelect?.(state.selection),
    });
    return () => {
      observer.disconnect();
      gestures.dispose();
      own.dispose();
      painter.current = null;
    };
  }, [state]);
  const onScroll = (): void => {
    const scrollPx = names.current?.scrollTop ?? 0;
    box.current = { ...box.current, scrollPx };
    painter.current?.scroll(scrollPx);
  };
  return { canvas: { board, below, above }, names, onScroll };
}

/** The mark whose sign is under the pointer. */
function markNear(marks: readonly Mark[], atMs: number, state: TimelineState, widthPx: number): Mark | null {
  const nearMs = ((state.view.toMs - state.view.fromMs) / Math.max(1, widthPx)) * MARK_NEAR_PX;
  const first = firstMarkFrom(marks, atMs - nearMs);
  const near = marks.slice(first, first + 50).filter((mark) => Math.abs(mark.atMs - atMs) <= nearMs);
  return near.reduce<Mark | null>(
    (best, mark) => (best === null || Math.abs(mark.atMs - atMs) < Math.abs(best.atMs - atMs) ? mark : best),
    null,
  );
}
