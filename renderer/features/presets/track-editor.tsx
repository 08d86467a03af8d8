/** The editor of a cruise track. It keeps the typed values until they are stored or discarded. */
import { useEffect, useId, useRef } from 'react';
import { cruiseProblems, roundSec, type CruiseProblem } from '../../../preload/domain/ptz/cruises.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { useActions } from '../../state/actions/shortcut-actions.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { selectIsOff, usePtz } from '../../state/players/ptz.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { lengthText } from '../../ui/format.ts';
import { Icon, StateGlyph } from '../../ui/icons/icon.tsx';
import { loadPresets, selectLoaded, usePresets } from '../../state/presets/presets.ts';
import { startRound, TRY_STAY_SEC, useRound } from './model/round.ts';
import { draftOf } from './model/track-draft.ts';
import { addLeg, changeFields, leaveEditor, saveTrack, type Editing } from './model/tracks.ts';
import { RoundLine } from './round-line.tsx';
import { TrackLeg } from './track-leg.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import { TrackVersions } from './track-versions.tsx';
import './tracks.css';

/** The button that removes a leg; without legs, the button that adds one. */
const REMOVERS = '.presets-track-remove, .presets-track-new';

export function TrackEditor({ editing }: { readonly editing: Editing }) {
  const t = useText();
  const { fields, limits, channelId, error, isTried } = editing;
  const { list: presets } = usePresets(selectLoaded(channelId));
  const draft = draftOf(fields);
  const focus = useKeptFocus<HTMLDivElement>(REMOVERS, fields.legs.length);
  const problems = cruiseProblems(draft, limits);
  const title =
    editing.base === null ? t('presets.tracks.newTitle') : t('presets.tracks.editTitle', { name: editing.base.name });
  useActions({ 'presets.saveTrack': () => void saveTrack() });
  useEffect(() => {
    if (presets === null) void loadPresets(channelId);
  }, [channelId, presets]);
  return (
    <form
      className="presets-track-editor"
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void saveTrack();
      }}
    >
      <div className="ph">
        <h2 className="el" title={title}>
          {title}
        </h2>
      </div>
      <div className="scr" {...focus}>
        <NameField {...{ editing, problems }} />
        <ol className="presets-track-legs" aria-label={t('presets.tracks.legs')}>
          {fields.legs.map((leg, at) => (
            <TrackLeg
              key={leg.key}
              {...{ channelId, leg, at, presets, limits, isTried }}
              count={fields.legs.length}
              problems={problems.filter((one) => 'leg' in one && one.leg === at)}
              isSelected={editing.selected === leg.key}
              takesFocus={editing.focused === leg.key}
            />
          ))}
        </ol>
        <LegsNote {...{ editing, problems }} sec={roundSec(draft.legs.filter(({ dwellSec }) => dwellSec >= 0))} />
        <button
          type="button"
          className="btn sm presets-track-add presets-track-new"
          onClick={() => addLeg(presets?.presets.find(({ index }) => !isUsed(fields, index))?.index ?? null)}
        >
          <Icon name="plus" size={14} />
          {t('presets.tracks.add')}
        </button>
        <TryLegs editing={editing} />
        {error === null || editing.theirs !== null ? null : (
          <div className="presets-note">
            <ErrorText error={error} onAction={() => void saveTrack()} />
          </div>
        )}
      </div>
      <EditorFoot {...{ editing, problems }} />
      <TrackVersions {...{ editing, presets }} />
    </form>
  );
}

const isUsed = ({ legs }: Editing['fields'], index: number): boolean => legs.some(({ preset }) => preset === index);

interface PartProps {
  readonly editing: Editing;
  readonly problems: readonly CruiseProblem[];
}

function nameWords(t: Text, { editing, problems }: PartProps): string | null {
  const problem = problems.find(({ field }) => field === 'name')?.problem;
  if (problem === 'missing') return editing.isTried ? t('presets.problems.missing') : null;
  if (problem === 'too-long') return t('presets.problems.tooLong', { count: editing.limits.maxNameChars });
  return problem === undefined ? null : t('presets.problems.form');
}

function NameField(props: PartProps) {
  const t = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { editing } = props;
  useEffect(() => input.current?.focus(), []);
  const words = nameWords(t, props);
  return (
    <div className="presets-track-field">
      <label htmlFor={id}>{t('presets.tracks.name')}</label>
      <span className={words === null ? 'fld sm' : 'fld sm err'}>
        <input
          ref={input}
          id={id}
          value={editing.fields.name}
          autoComplete="off"
          aria-invalid={words !== null}
          aria-describedby={`${id}-note`}
          onChange={({ target }) => changeFields((fields) => ({ ...fields, name: target.value }))}
        />
      </span>
      <p id={`${id}-note`} className="note row g1" role={words === null ? undefined : 'alert'}>
        {words === null ? null : <StateGlyph name="error" size={11} />}
        <span>{words ?? t('presets.nameRule.cloud', { count: editing.limits.maxNameChars })}</span>
      </p>
    </div>
  );
}

/** Sends the camera to the preset of each leg in turn, without storing anything. */
function TryLegs({ editing: { channelId, fields } }: Pick<PartProps, 'editing'>) {
  const t = useText();
  const isTrying = useRound((state) => state.round !== null);
  const isOff = usePtz(selectIsOff);
  const stops = fields.legs.flatMap(({ preset }) => (preset === null ? [] : [preset]));
  const isWhole = stops.length > 0 && stops.length === fields.legs.length;
  const why = isOff ? t('presets.taken') : isWhole ? undefined : t('presets.round.chooseAll');
  const focus = useKeptFocus<HTMLDivElement>('button', isTrying, true);
  return (
    <div {...focus}>
      {isTrying ? null : (
        <button
          type="button"
          className="btn sm presets-track-add"
          aria-disabled={why !== undefined || undefined}
          title={why ?? t('presets.round.tryHelp', { seconds: TRY_STAY_SEC })}
          onClick={() =>
            why === undefined ? startRound({ channelId, kind: 'try', stops, staySec: TRY_STAY_SEC }) : undefined
          }
        >
          <Icon name="play" size={14} />
          {t('presets.round.try')}
        </button>
      )}
      <RoundLine channelId={channelId} />
    </div>
  );
}

/** How long a round is at least: no cloud reports how long a camera needs from preset to preset. */
function LegsNote({ editing, problems, sec }: PartProps & { readonly sec: number }) {
  const t = useText();
  const ofLegs = problems.find(({ field }) => field === 'legs')?.problem;
  const count = editing.fields.legs.length;
  if (ofLegs !== undefined && (ofLegs === 'too-many' || editing.isTried)) {
    return (
      <p className="presets-note presets-track-problem row g1" role="alert">
        <StateGlyph name="error" size={11} />
        <span>{t(ofLegs === 'missing' ? 'presets.tracks.noLegs' : 'presets.tracks.tooMany')}</span>
      </p>
    );
  }
  if (count === 0) return <p className="presets-note t2">{t('presets.tracks.firstLeg')}</p>;
  return (
    <p className="presets-note t2" title={t('presets.tracks.unitNote')}>
      {t('presets.tracks.round', { count, time: lengthText(sec * 1000) })}
    </p>
  );
}

function EditorFoot({ editing, problems }: PartProps) {
  const t = useText();
  const save = useAction(t('presets.tracks.save'), 'presets.saveTrack');
  const { isBusy, isTried } = editing;
  return (
    <div className="insp-f presets-track-foot">
      <span className="grow row g1" role="status">
        {isTried && problems.length > 0 ? (
          <>
            <StateGlyph name="error" size={11} />
            <span>{t('presets.tracks.toFix', { count: problems.length })}</span>
          </>
        ) : null}
      </span>
      <button type="button" className="btn" onClick={() => leaveEditor(() => undefined)}>
        {t('presets.tracks.close')}
      </button>
      <button type="submit" className="btn pri" title={save.title} aria-busy={isBusy} data-action="presets.saveTrack">
        {isBusy ? t('presets.save.going') : t('presets.tracks.save')}
      </button>
    </div>
  );
}
