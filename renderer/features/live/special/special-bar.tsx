import { useText } from '../../../i18n/i18n.ts';
import { stepWallRun, toggleWallPause } from './sequence-follow.ts';
import { useShown, type Run } from '../../../state/sequences/sequences-shown.ts';
import { runWalls, selectSequence, toggleSequences, useSequences } from '../../../state/sequences/sequences.ts';
import { useActions } from '../../../state/actions/shortcut-actions.ts';
import { useActionProps } from '../../../state/actions/shortcuts.ts';
import { selectIsSequencesOpen, useWallPanel } from '../../../state/page/wall-panel.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { specialRuns } from './special-actions.ts';
import { Countdown, isHeldBack, pauseWords } from './special-sign.tsx';

/** In the wall's toolbar: the button to the sequences, and the walls that are shown in turn. */
export function SequenceBar() {
  const t = useText();
  useActions(specialRuns);
  const isOpen = useWallPanel(selectIsSequencesOpen);
  const runningId = useSequences((state) => state.runningId);
  const name = useSequences((state) => (runningId === null ? null : selectSequence(runningId)(state)?.name)) ?? null;
  const run = useShown((state) => state.wallRun);
  return (
    <span className="row g1 lv-sequences">
      <button
        type="button"
        className="btn sm gh"
        title={t('live.inTurn.open')}
        aria-label={t('live.inTurn.open')}
        {...useActionProps('wall.sequences')}
        aria-expanded={isOpen}
        aria-pressed={isOpen}
        onClick={toggleSequences}
      >
        <Icon name="carousel" size={14} />
        {name === null || run === null ? <span className="lv-tb-words">{t('live.inTurn.off')}</span> : null}
      </button>
      {name === null || run === null ? null : <WallRunControls name={name} run={run} />}
    </span>
  );
}

function WallRunControls({ name, run }: { readonly name: string; readonly run: Run }) {
  const t = useText();
  const isHeld = isHeldBack(run);
  const paused = pauseWords(t, run);
  if (run.count === 0) {
    return (
      <>
        <span className="t2 el">{t('live.inTurn.empty', { name })}</span>
        <IconButton icon="x" size={14} label={t('live.inTurn.stop')} onClick={() => void runWalls(null)} />
      </>
    );
  }
  return (
    <>
      <span className="el">{t('live.inTurn.running', { name, step: run.index + 1, count: run.count })}</span>
      <IconButton icon="chev-l" size={14} label={t('live.inTurn.previous')} onClick={() => stepWallRun(-1)} />
      <button
        type="button"
        className="lv-special-ring"
        aria-label={t(isHeld ? 'live.inTurn.resume' : 'live.inTurn.pause')}
        title={t(isHeld ? 'live.inTurn.resume' : 'live.inTurn.pause')}
        aria-pressed={isHeld}
        onClick={toggleWallPause}
      >
        {paused === null ? <Countdown run={run} /> : <Icon name="pause" size={12} />}
      </button>
      <IconButton icon="chev-r" size={14} label={t('live.inTurn.next')} onClick={() => stepWallRun(1)} />
      {paused === null ? null : <span className="t2 el">{paused}</span>}
      <IconButton icon="x" size={14} label={t('live.inTurn.stop')} onClick={() => void runWalls(null)} />
    </>
  );
}
