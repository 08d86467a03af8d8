/** A round that this desk makes: where it is, and how it is ended. */
import { useState } from 'react';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { selectIsOff, usePtz } from '../../state/players/ptz.ts';
import { useDeletions } from '../../state/presets/preset-deletions.ts';
import { selectLoaded, usePresets } from '../../state/presets/presets.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { minuteText } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { legPresetWords } from './leg-words.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { endRound, pauseRound, resumeRound, startRound, useRound, type Round } from './model/round.ts';

interface OfCamera {
  readonly channelId: ChannelId;
}

/** Where the round of the camera is, or why it ended early. */
export function RoundLine({ channelId }: OfCamera) {
  const t = useText();
  const round = useRound((state) => (state.round?.channelId === channelId ? state.round : null));
  const ended = useRound((state) => (state.ended?.channelId === channelId ? state.ended : null));
  const { list } = usePresets(selectLoaded(channelId));
  if (round === null) {
    if (ended === null) return null;
    return (
      <div className="presets-note" role="status">
        <EndWords by={ended.by} />
      </div>
    );
  }
  const name = legPresetWords(t, list, round.stops[round.at] ?? 0);
  const place = { name, number: round.at + 1, count: round.stops.length };
  return (
    <div className="presets-note row g1" role="status">
      <Icon name="ptz" size={14} />
      <span className="grow">{t(`presets.round.${round.phase}`, place)}</span>
      {round.kind === 'tour' ? <PauseButton phase={round.phase} /> : null}
      <IconButton icon="square" label={t(`presets.round.end.${round.kind}`)} onClick={endRound} />
    </div>
  );
}

function EndWords({ by }: Pick<NonNullable<ReturnType<typeof useRound.getState>['ended']>, 'by'>) {
  const t = useText();
  if (by === 'hand') return t('presets.round.byHand');
  if ('begunAtMs' in by) return t('presets.round.byEnd', { time: minuteText(by.begunAtMs) });
  return <ErrorText error={by} />;
}

function PauseButton({ phase }: Pick<Round, 'phase'>) {
  const t = useText();
  const isPaused = phase === 'paused';
  const label = t(isPaused ? 'presets.round.resume' : 'presets.round.pause');
  return <IconButton icon={isPaused ? 'play' : 'pause'} label={label} onClick={isPaused ? resumeRound : pauseRound} />;
}

const LEAST_SEC = 10;
const MOST_SEC = 3_600;

/** Where the cloud has no tracks: a tour over the presets in the order of their numbers, made by this window. */
export function DeskTour({ channelId }: OfCamera) {
  const t = useText();
  const [stay, setStay] = useState('30');
  const { list } = usePresets(selectLoaded(channelId));
  const isRunning = useRound((state) => state.round?.channelId === channelId);
  const isOff = usePtz(selectIsOff);
  const deletions = useDeletions((state) => state.deletions);
  const isLeaving = (index: number): boolean =>
    deletions.some((one) => one.channelId === channelId && one.preset.index === index);
  const stops = (list?.presets ?? []).map(({ index }) => index).filter((index) => !isLeaving(index));
  const staySec = /^\d{1,4}$/.test(stay.trim()) ? Number(stay) : Number.NaN;
  const isWrong = !(staySec >= LEAST_SEC && staySec <= MOST_SEC);
  const rule = t('presets.round.stayRule', { least: LEAST_SEC, most: MOST_SEC });
  const few = stops.length < 2 ? t('presets.round.few') : undefined;
  const why = isOff ? t('presets.taken') : (few ?? (isWrong ? rule : undefined));
  const focus = useKeptFocus<HTMLDivElement>('button', isRunning, true);
  return (
    <div className="presets-tour" {...focus}>
      <div className="row g1">
        <b className="grow">{t('presets.round.title')}</b>
        <span className="src">{t('presets.round.fromDesk')}</span>
      </div>
      <p className="t2">{t('presets.round.help')}</p>
      {isRunning ? null : (
        <div className="row g1">
          <label className={isWrong ? 'fld sm err' : 'fld sm'}>
            <input
              inputMode="numeric"
              aria-label={t('presets.round.stay')}
              title={t('presets.round.stay')}
              aria-invalid={isWrong}
              value={stay}
              onChange={({ target }) => setStay(target.value)}
            />
            <span className="t3">{t('presets.tracks.unit')}</span>
          </label>
          <button
            type="button"
            className="btn sm"
            aria-disabled={why !== undefined || undefined}
            title={why}
            onClick={() => (why === undefined ? startRound({ channelId, kind: 'tour', stops, staySec }) : undefined)}
          >
            {t('presets.round.start')}
          </button>
        </div>
      )}
      {isWrong ? (
        <p className="presets-track-problem" role="alert">
          {rule}
        </p>
      ) : null}
      <RoundLine channelId={channelId} />
    </div>
  );
}
