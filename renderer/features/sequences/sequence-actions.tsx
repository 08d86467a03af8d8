import type { Sequence } from '../../../preload/domain/sequences.ts';
import { useText } from '../../i18n/i18n.ts';
import { removeSequence, runWalls, useSequences } from '../../state/sequences/sequences.ts';
import { placeContents, selectWall, useWalls } from '../../state/walls/walls.ts';
import { IconButton } from '../../ui/icon-button.tsx';

/** At the foot: put it on the wall, or run its walls, or delete it. */
export function SequenceActions({ sequence }: { readonly sequence: Sequence }) {
  const t = useText();
  const isRunning = useSequences((state) => state.runningId === sequence.id);
  const isLocked = useWalls((state) => selectWall(state)?.isLocked ?? true);
  const isEmpty = sequence.steps.length === 0;
  const reason = isEmpty
    ? t('sequences.panel.placeEmpty')
    : sequence.kind === 'cameras' && isLocked
      ? t('sequences.panel.placeLocked')
      : null;
  const act =
    sequence.kind === 'cameras'
      ? {
          label: t('sequences.panel.place'),
          help: t('sequences.panel.placeHelp'),
          run: () => void placeContents([{ kind: 'sequence', sequenceId: sequence.id }]),
        }
      : {
          label: t(isRunning ? 'sequences.panel.stop' : 'sequences.panel.run'),
          help: undefined,
          run: () => void runWalls(isRunning ? null : sequence.id),
        };
  return (
    <div className="insp-f">
      <IconButton icon="trash" label={t('sequences.panel.remove')} onClick={() => void removeSequence(sequence)} />
      <span className="grow" />
      <button
        type="button"
        className="btn pri"
        aria-disabled={reason !== null || undefined}
        title={reason ?? act.help}
        onClick={reason === null ? act.run : undefined}
      >
        {act.label}
      </button>
    </div>
  );
}
