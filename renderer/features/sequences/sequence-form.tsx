import { useEffect, useId, useState } from 'react';
import {
  dwellProblem,
  MAX_SEQUENCE_NAME,
  OFFLINE_WAYS,
  sequenceNameProblem,
  type OfflineWay,
  type Sequence,
} from '../../../preload/domain/sequences.ts';
import { normaliseName } from '../../../preload/domain/cameras/sites.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { changeSequence, useSequences } from '../../state/sequences/sequences.ts';
import { Segmented } from '../../ui/form/segmented.tsx';
import { dwellWords } from './dwell-words.ts';
import { Field } from './field.tsx';
import { StepList } from './step-list.tsx';
import { StepPicker } from './step-picker.tsx';

function nameWords(t: Text, sequences: readonly Sequence[], sequence: Sequence, name: string): string | null {
  switch (sequenceNameProblem(sequences, { id: sequence.id, name })) {
    case 'empty':
      return t('sequences.form.nameEmpty');
    case 'long':
      return t('sequences.form.nameLong', { limit: MAX_SEQUENCE_NAME });
    case 'taken':
      return t('sequences.form.nameTaken');
    case null:
      return null;
  }
}

/**
 * The form of one sequence. A valid value takes effect at once; an invalid one stays in its field, with its problem
 * beside it.
 */
export function SequenceForm({ sequence }: { readonly sequence: Sequence }) {
  const t = useText();
  const id = useId();
  const sequences = useSequences((state) => state.sequences);
  const [name, setName] = useState(sequence.name);
  const [dwell, setDwell] = useState(String(sequence.dwellSec));
  // Undo, Redo and another window change the sequence, not the fields.
  useEffect(() => {
    setName((typed) => (normaliseName(typed) === sequence.name ? typed : sequence.name));
  }, [sequence.name]);
  useEffect(() => {
    setDwell((typed) => (Number(typed) === sequence.dwellSec ? typed : String(sequence.dwellSec)));
  }, [sequence.dwellSec]);
  const onName = (text: string): void => {
    setName(text);
    const isGood = sequenceNameProblem(sequences, { id: sequence.id, name: text }) === null;
    if (isGood) changeSequence({ ...sequence, name: normaliseName(text) });
  };
  const onDwell = (text: string): void => {
    setDwell(text);
    if (dwellProblem(text) === null) changeSequence({ ...sequence, dwellSec: Number(text) });
  };
  const offline = OFFLINE_WAYS.map((value) => ({ value, label: t(`sequences.form.${value}`) }));
  return (
    <section className="sq-form" aria-label={sequence.name}>
      <Field
        {...{ id: `${id}-name`, label: t('sequences.form.name'), value: name, onChange: onName }}
        problem={nameWords(t, sequences, sequence, name)}
      />
      <Field
        {...{ id: `${id}-dwell`, label: t('sequences.form.dwell'), value: dwell, onChange: onDwell }}
        isNumber
        unit={t('sequences.form.dwellUnit')}
        help={t('sequences.form.dwellHelp')}
        problem={dwellWords(t, dwell)}
      />
      {sequence.kind === 'cameras' ? (
        <div className="frow">
          <span className="label">{t('sequences.form.offline')}</span>
          <Segmented
            label={t('sequences.form.offline')}
            options={offline}
            value={sequence.offline}
            onChange={(value) => changeSequence({ ...sequence, offline: value as OfflineWay })}
          />
        </div>
      ) : null}
      <StepList sequence={sequence} />
      <StepPicker sequence={sequence} />
    </section>
  );
}
