import { useMemo, useRef } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { useVirtualRows } from '../../../ui/rows/use-virtual-rows.ts';

const LINE_PX = 18;
/** A longer line would make the row itself slow; the copy button has all of it. */
const MAX_LINE_CHARS = 4000;

/** Text of any length: only the lines in sight exist. */
export function AnswerText({ text }: { readonly text: string }) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => text.split('\n'), [text]);
  const virtual = useVirtualRows(box, lines.length, LINE_PX);
  const widest = useMemo(() => lines.reduce((max, line) => Math.max(max, line.length), 0), [lines]);
  const digits = String(lines.length).length;
  return (
    <div
      ref={box}
      className="scr co-text mono"
      role="document"
      tabIndex={0}
      aria-label={t('console.answer.textLabel')}
      onScroll={virtual.onScroll}
    >
      <div style={{ height: lines.length * LINE_PX, minWidth: `${Math.min(widest, MAX_LINE_CHARS) + digits + 4}ch` }}>
        {lines.slice(virtual.from, virtual.to).map((line, i) => {
          const index = virtual.from + i;
          return (
            <div key={index} className="co-ln" style={{ transform: `translateY(${index * LINE_PX}px)` }}>
              <span className="t3 nr" style={{ width: `${digits + 1}ch` }}>
                {index + 1}
              </span>
              <span className="selectable">{line.slice(0, MAX_LINE_CHARS)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
