import type { KeyboardEvent } from 'react';
import { errorWords } from '../../i18n/error-words.ts';
import { useText } from '../../i18n/i18n.ts';
import { saveNow, selectSequence, useSequences } from '../../state/sequences/sequences.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { closeWallSide, openWallSide } from '../../state/page/wall-panel.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useReturnedFocus } from '../../ui/float/use-returned-focus.ts';
import { SequenceActions } from './sequence-actions.tsx';
import { SequenceForm } from './sequence-form.tsx';
import { SequenceList } from './sequence-list.tsx';
import './sequences.css';

/** The panel beside the wall: every sequence, and the one that is being edited. Changes are saved by themselves. */
export function SequencePanel() {
  const t = useText();
  const editedId = useSequences((state) => state.editedId);
  const edited = useSequences((state) => (editedId === null ? undefined : selectSequence(editedId)(state)));
  useReturnedFocus();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    event.preventDefault();
    closeWallSide();
  };
  return (
    <aside className="insp sq" aria-label={t('sequences.panel.title')} onKeyDown={onKeyDown}>
      <div className="ph">
        <h2 className="el">{t('sequences.panel.title')}</h2>
        <IconButton
          icon="trash"
          {...useAction(t('removed.names.title'), 'removed.open')}
          onClick={() => openWallSide({ kind: 'removed' })}
        />
        <IconButton icon="x" {...useAction(t('sequences.panel.close'), 'wall.sequences')} onClick={closeWallSide} />
      </div>
      <div className="scr">
        <SequenceList />
        {edited === undefined ? null : <SequenceForm key={edited.id} sequence={edited} />}
      </div>
      <SaveError />
      {edited === undefined ? null : <SequenceActions sequence={edited} />}
    </aside>
  );
}

function SaveError() {
  const t = useText();
  const error = useSequences((state) => state.saveError);
  if (error === null) return null;
  return (
    <div className="insp-f" role="alert">
      <span className="st-error grow">{t('sequences.panel.saveFailed', { reason: errorWords(t, error).what })}</span>
      <button type="button" className="btn sm" onClick={() => void saveNow()}>
        {t('sequences.panel.saveAgain')}
      </button>
    </div>
  );
}
