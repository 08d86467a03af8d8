import { useEffect, useState } from 'react';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { useText } from '../../i18n/i18n.ts';
import { firstMarkFrom } from './marks.ts';
import { piecesIn } from './pieces.ts';
import type { Scene } from './scene.ts';
import { stampWords } from './stamp.ts';
import type { TimelineState } from './timeline-state.ts';
import { pieceWords } from './words.ts';

/** The view stands still so long before the table follows. */
const SETTLE_MS = 300;
/** A screen reader reads no more: zooming in shows the rest. */
const MAX_LINES = 60;
const MAX_LINES_OF_ROW = 12;
const MAX_MARKS = 12;

/** The view, once it stands still. */
function useSettledView(state: TimelineState): TimeRange {
  const [view, setView] = useState(state.view);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const settle = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setView(state.view), SETTLE_MS);
    };
    const unsubscribe = state.subscribe((change) => {
      if (change === 'view') settle();
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [state]);
  return view;
}

interface Line {
  readonly key: string;
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly words: string;
}

/** The contents of the view as a table for screen readers. */
export function TimelineTable({ state, scene }: { readonly state: TimelineState; readonly scene: Scene }) {
  const t = useText();
  const view = useSettledView(state);
  const { lines, isCut } = linesOf(scene, view, t);
  const stamp = (atMs: number): string => stampWords(scene.zone, atMs);
  return (
    <div className="visually-hidden">
      <table>
        <caption>
          {t('timeline.table.caption', { from: stamp(view.fromMs), to: stamp(view.toMs) })}
          {isCut ? ` ${t('timeline.table.more')}` : ''}
        </caption>
        <thead>
          <tr>
            {(['camera', 'from', 'to', 'what'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`timeline.table.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, name, fromMs, toMs, words }) => (
            <tr key={key}>
              <td>{name}</td>
              <td>{stamp(fromMs)}</td>
              <td>{toMs === null ? '' : stamp(toMs)}</td>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function linesOf(
  { rows, marks, nowMs }: Scene,
  view: TimeRange,
  t: ReturnType<typeof useText>,
): { readonly lines: readonly Line[]; readonly isCut: boolean } {
  const first = firstMarkFrom(marks, view.fromMs);
  const inView = marks.slice(first, first + MAX_MARKS + 1).filter(({ atMs }) => atMs < view.toMs);
  const shown = inView.slice(0, MAX_MARKS);
  const lines: Line[] = [];
  let isCut = inView.length > shown.length;
  for (const { id, name, model, notes = [] } of rows) {
    const limit = Math.min(MAX_LINES_OF_ROW, MAX_LINES - shown.length - lines.length);
    if (limit === 0) isCut = true;
    if (model === null || limit === 0) continue;
    const found = piecesIn(model, view, { nowMs, limit });
    isCut ||= found.isCut;
    for (const piece of found.pieces) {
      const note = notes.find(({ fromMs, toMs }) => fromMs < piece.toMs && toMs > piece.fromMs)?.words;
      const words = [pieceWords(piece, t), ...(note === undefined ? [] : [note])].join(t('timeline.comma'));
      lines.push({ key: `${id} ${piece.fromMs}`, name, fromMs: piece.fromMs, toMs: piece.toMs, words });
    }
  }
  for (const { id, kind, atMs, toMs, label } of shown) {
    const name = t(`timeline.marks.${kind}`);
    lines.push({ key: `mark ${id}`, name, fromMs: atMs, toMs: toMs ?? null, words: label });
  }
  return { lines, isCut };
}
