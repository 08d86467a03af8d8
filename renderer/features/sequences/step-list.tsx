import { useState, type DragEvent } from 'react';
import type { Sequence } from '../../../preload/domain/sequences.ts';
import { targetKey } from '../../../preload/domain/sequences.ts';
import { useText } from '../../i18n/i18n.ts';
import { addSteps, moveStep } from '../../state/sequences/sequences.ts';
import { isStepDrag, stepsIn, STEP_TYPE } from './step-drag.ts';
import { StepRow } from './step-row.tsx';

/** The place among the rows where a drop would land: before the row under the pointer, or behind its lower half. */
function placeOf(event: DragEvent<HTMLElement>): number {
  const rows = [...event.currentTarget.querySelectorAll('[data-step]')];
  const at = rows.findIndex((row) => {
    const { top, height } = row.getBoundingClientRect();
    return event.clientY < top + height / 2;
  });
  return at < 0 ? rows.length : at;
}

/** The steps in their order: dragged from the list of cameras, and among each other. */
export function StepList({ sequence }: { readonly sequence: Sequence }) {
  const t = useText();
  const [dropAt, setDropAt] = useState<number | null>(null);
  const { steps, kind } = sequence;
  const onDrop = (event: DragEvent<HTMLElement>): void => {
    const at = placeOf(event);
    setDropAt(null);
    event.preventDefault();
    const own = event.dataTransfer.getData(STEP_TYPE);
    if (own === '') addSteps(sequence.id, stepsIn(event.dataTransfer), at);
    else moveStep(sequence, Number(own), at);
  };
  return (
    <div className="frow">
      <span className="label">{t('sequences.form.steps')}</span>
      <div
        className={`sq-steps${dropAt === null ? '' : ' over'}`}
        onDragOver={(event) => {
          if (!isStepDrag(event.dataTransfer, kind)) return;
          event.preventDefault();
          setDropAt(placeOf(event));
        }}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDropAt(null);
        }}
        onDrop={onDrop}
      >
        {steps.length === 0 ? (
          <p className="t3">{t(kind === 'walls' ? 'sequences.form.wallsEmpty' : 'sequences.form.stepsEmpty')}</p>
        ) : (
          <ol aria-label={t('sequences.form.steps')}>
            {steps.map((step, i) => (
              <StepRow key={targetKey(step.target)} {...{ sequence, step }} at={i} isDropBefore={dropAt === i} />
            ))}
            {dropAt === steps.length ? <li className="sq-drop" /> : null}
          </ol>
        )}
      </div>
    </div>
  );
}
