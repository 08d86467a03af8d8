import type { WireError } from '../../../../preload/domain/error.ts';
import { seenAs, speedLevel, type PtzFacts, type PtzState } from '../../../../preload/domain/ptz/ptz.ts';
import type { PictureLook } from '../../../../preload/domain/walls/wall.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { isTaken, selectIsOff, stopPtz, takeControl, usePtz } from '../../../state/players/ptz.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useNowMs } from '../../../ui/now.ts';
import { ErrorDetails } from '../../../ui/tile/error-details.tsx';

/** `hint`: how the controls are used; leaves where there is no room. */
type Tone = 'plain' | 'hint' | 'on' | 'bad';

interface Line {
  readonly tone: Tone;
  readonly text: string;
  /** Left out where there is no room. */
  readonly more?: string;
}

/** The status line: the camera's movement, the person who steers it, or an error; the worst counts. */
function lineOf(
  t: Text,
  {
    facts,
    state,
    error,
    look,
    isOff,
  }: { facts: PtzFacts | null; state: PtzState | null; error: WireError | null; look: PictureLook; isOff: boolean },
): Line {
  if (state?.phase === 'astray') return { tone: 'bad', text: t('live.ptz.astray') };
  if (state !== null && state.failedStops > 0) {
    return { tone: 'bad', text: t('live.ptz.notStopped', { tries: state.failedStops }) };
  }
  if (state?.phase === 'stopping') return { tone: 'on', text: t('live.ptz.stopping') };
  if (isOff) return { tone: 'bad', text: t('live.ptz.takenOff') };
  if (error !== null) return { tone: 'bad', text: isTaken(error) ? t('live.ptz.taken') : errorWords(t, error).what };
  if (facts === null) return { tone: 'plain', text: t('live.ptz.opening') };
  if (state?.phase === 'moving' && state.command !== null && state.isMine) {
    const { direction, speed } = state.command;
    const words = {
      movement: t(`live.ptz.moving.${seenAs(direction, look)}`),
      speed: speedLevel(speed, facts.speedLevels),
    };
    if (facts.style === 'steps') return { tone: 'on', text: t('live.ptz.stepping', words) };
    return { tone: 'on', text: t('live.ptz.atSpeed', words), more: t('live.ptz.onRelease') };
  }
  if (state?.phase === 'moving') return { tone: 'plain', text: t('live.ptz.elsewhere') };
  if (state?.cut) return { tone: 'bad', text: t(`live.ptz.cuts.${state.cut}`) };
  return { tone: 'hint', text: hintWords(t, facts) };
}

/** How the controls are used. */
export function hintWords(t: Text, { style }: PtzFacts): string {
  return t(style === 'steps' ? 'live.ptz.hintSteps' : 'live.ptz.hint');
}

/** One line over the controls. */
export function PtzStatus() {
  const t = useText();
  const facts = usePtz((store) => store.facts);
  const state = usePtz((store) => store.state);
  const own = usePtz((store) => store.error);
  const look = usePtz((store) => store.look);
  const isOff = usePtz(selectIsOff);
  const error = own ?? state?.error ?? null;
  const controlUntilMs = state?.controlUntilMs ?? null;
  const answerMs = state?.answerMs ?? null;
  const { tone, text, more } = lineOf(t, { facts, state, error, look, isOff });
  const isQuiet = (tone === 'plain' || tone === 'hint') && facts !== null;
  return (
    <div className={`lv-ptz-line ${tone === 'hint' ? 'lv-ptz-hint' : tone}`} role="status">
      {isQuiet && controlUntilMs !== null ? <Control untilMs={controlUntilMs} /> : null}
      <span className="el" title={text}>
        {text}
      </span>
      {more === undefined ? null : <span className="lv-ptz-more el">{more}</span>}
      {answerMs === null || tone === 'bad' ? null : (
        <span className="lv-ptz-more">{t('live.ptz.answer', { ms: answerMs })}</span>
      )}
      {state?.phase === 'astray' ? (
        <button type="button" className="btn sm" onClick={stopPtz}>
          {t('live.ptz.stopAgain')}
        </button>
      ) : null}
      {isOff ? (
        <button type="button" className="btn sm" data-action="presets.take" onClick={() => void takeControl()}>
          {t('live.ptz.takeBack')}
        </button>
      ) : null}
      {error === null ? null : <ErrorDetails error={error} />}
    </div>
  );
}

/** How long the cloud leaves control to this client. */
function Control({ untilMs }: { readonly untilMs: number }) {
  const t = useText();
  const seconds = Math.max(0, Math.floor((untilMs - useNowMs()) / 1000));
  return (
    <span className="lv-ptz-control el" title={`${t('live.ptz.control', { seconds })}\n${t('live.ptz.controlLong')}`}>
      <Icon name="hand" size={13} />
      <span className="lv-ptz-words">{t('live.ptz.control', { seconds })}</span>
      <span className="lv-ptz-short">{t('live.ptz.controlShort', { seconds })}</span>
    </span>
  );
}
