import type { MouseEvent } from 'react';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { stepSequence, togglePause } from './sequence-follow.ts';
import type { Run, SpecialKey } from '../../../state/sequences/sequences-shown.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useNowMs } from '../../../ui/now.ts';

interface SignProps {
  readonly specialKey: SpecialKey;
  readonly name: string;
  readonly run: Run;
}

/** Shows the first reason. A pause that the operator cannot see has no sign. */
export function pauseWords(t: Text, { pausedBy }: Pick<Run, 'pausedBy'>): string | null {
  const reason = pausedBy.find((one) => one !== 'unseen');
  return reason === undefined ? null : t(`live.paused.${reason}`);
}

/** Whether a press of the button resumes the sequence; when only the pointer pauses it, a press pauses it for good. */
export function isHeldBack({ pausedBy }: Pick<Run, 'pausedBy'>): boolean {
  return pausedBy.some((reason) => reason !== 'hover' && reason !== 'unseen');
}

/** In the header of the tile: the sequence, the step that shows, and when the next step comes or why it does not. */
export function SequenceSign({ specialKey, name, run }: SignProps) {
  const t = useText();
  const params = { step: run.index + 1, count: run.count };
  const isHeld = isHeldBack(run);
  const paused = pauseWords(t, run);
  // A click on a button must not select the tile: a selection stops the sequence.
  const only = (act: () => void) => (event: MouseEvent) => {
    event.stopPropagation();
    act();
  };
  return (
    <span className="lv-special" role="group" aria-label={t('live.sequence.steps', { name, ...params })}>
      {run.count > 1 ? (
        <button
          type="button"
          className="lv-special-ring"
          aria-label={t(isHeld ? 'live.sequence.resume' : 'live.sequence.pause', { name })}
          title={`${t(isHeld ? 'live.sequence.resume' : 'live.sequence.pause', { name })}${paused === null ? '' : `\n${paused}`}`}
          aria-pressed={isHeld}
          onClick={only(() => togglePause(specialKey))}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          {paused === null ? <Countdown run={run} /> : <Icon name="pause" size={12} />}
        </button>
      ) : (
        <Icon name="carousel" size={14} />
      )}
      <span className="lv-special-step">{t('live.sequence.step', params)}</span>
      <span className="lv-special-name" title={name}>
        {paused ?? name}
      </span>
      {run.count > 1 ? (
        <span className="lv-special-steps">
          <IconButton
            icon="chev-l"
            size={12}
            label={t('live.sequence.previous')}
            onClick={only(() => stepSequence(specialKey, -1))}
          />
          <IconButton
            icon="chev-r"
            size={12}
            label={t('live.sequence.next')}
            onClick={only(() => stepSequence(specialKey, 1))}
          />
        </span>
      ) : null}
    </span>
  );
}

const RADIUS = 5;
const LENGTH = 2 * Math.PI * RADIUS;

/** The rest of the dwell, updated once a second; dashed while the next camera has no picture yet. */
export function Countdown({ run }: { readonly run: Pick<Run, 'dueAtMs' | 'dwellMs' | 'isWaiting'> }) {
  const t = useText();
  const nowMs = useNowMs();
  const leftMs = run.dueAtMs === null ? 0 : Math.max(0, run.dueAtMs - nowMs);
  const share = run.dwellMs === 0 ? 0 : Math.min(1, leftMs / run.dwellMs);
  const seconds = Math.ceil(leftMs / 1000);
  const label = run.isWaiting ? t('live.sequence.waiting') : t('live.sequence.nextIn', { seconds });
  return (
    <svg className="lv-special-count" viewBox="0 0 14 14" role="img" aria-label={label}>
      <circle cx="7" cy="7" r={RADIUS} strokeOpacity=".3" />
      <circle
        cx="7"
        cy="7"
        r={RADIUS}
        strokeDasharray={run.isWaiting ? '2 3' : `${share * LENGTH} ${LENGTH}`}
        transform="rotate(-90 7 7)"
      />
    </svg>
  );
}
