import { useState, type KeyboardEvent } from 'react';
import { dwellProblem, type Sequence, type SequenceStep } from '../../../preload/domain/sequences.ts';
import { useText } from '../../i18n/i18n.ts';
import { changeSequence, moveStep } from '../../state/sequences/sequences.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { dwellWords } from './dwell-words.ts';
import { STEP_TYPE } from './step-drag.ts';
import { useStepFacts } from './step-facts.ts';

interface StepRowProps {
  readonly sequence: Sequence;
  readonly step: SequenceStep;
  readonly at: number;
  readonly isDropBefore: boolean;
}

/** A step: Alt and arrows move it, Del takes it out, the field says how long it shows. */
export function StepRow({ sequence, step, at, isDropBefore }: StepRowProps) {
  const t = useText();
  const { icon, name, count, isGone } = useStepFacts(step);
  const take = (): void => changeSequence({ ...sequence, steps: sequence.steps.toSpliced(at, 1) });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const isRow = event.target === event.currentTarget;
    const row = event.currentTarget;
    if (event.altKey && event.key === 'ArrowUp') moveStep(sequence, at, at - 1);
    else if (event.altKey && event.key === 'ArrowDown') moveStep(sequence, at, at + 2);
    else if (isRow && event.key === 'Delete') take();
    else if (isRow && event.key === 'ArrowUp') (row.previousElementSibling as HTMLElement | null)?.focus();
    else if (isRow && event.key === 'ArrowDown') (row.nextElementSibling as HTMLElement | null)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li
      data-step
      className={`sq-step${isDropBefore ? ' before' : ''}${isGone ? ' gone' : ''}`}
      tabIndex={0}
      aria-label={t('sequences.form.stepName', { step: at + 1, name })}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(STEP_TYPE, String(at))}
      onKeyDown={onKeyDown}
    >
      <span className="sq-at">{at + 1}</span>
      <Icon name={icon} size={14} />
      <span className="grow el" title={name}>
        {name}
      </span>
      {count === null ? null : <span className="t3">{t('sequences.form.cameras', { count })}</span>}
      {isGone ? <span className="tag">{t('sequences.form.stepGone')}</span> : null}
      <StepDwell {...{ sequence, step, at, name }} />
      <IconButton icon="x" size={12} label={t('sequences.form.take', { name })} onClick={take} />
    </li>
  );
}

interface DwellProps extends Omit<StepRowProps, 'isDropBefore'> {
  readonly name: string;
}

/** Empty means what the sequence says. */
function StepDwell({ sequence, step, at, name }: DwellProps) {
  const t = useText();
  const [text, setText] = useState(step.dwellSec === null ? '' : String(step.dwellSec));
  const problem = text === '' ? null : dwellWords(t, text);
  const onChange = (typed: string): void => {
    setText(typed);
    if (typed !== '' && dwellProblem(typed) !== null) return;
    const changed = { ...step, dwellSec: typed === '' ? null : Number(typed) };
    changeSequence({ ...sequence, steps: sequence.steps.with(at, changed) });
  };
  const label = t('sequences.form.stepDwell', { name, dwell: sequence.dwellSec });
  return (
    <span className={`fld sm sq-dwell${problem === null ? '' : ' err'}`} title={problem ?? label}>
      <input
        value={text}
        placeholder={String(sequence.dwellSec)}
        inputMode="numeric"
        aria-label={label}
        aria-invalid={problem !== null}
        onChange={(event) => onChange(event.target.value)}
      />
      <span>{t('sequences.form.dwellUnit')}</span>
      {problem === null ? null : (
        <span className="sq-problem" role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}
