/** The cruise tracks of the camera on the stage: whether they ran when they were read, and what can be done with them. */
import { useEffect } from 'react';
import type { CruiseList } from '../../../preload/contract/cruises.ts';
import type { CruiseTrack } from '../../../preload/domain/ptz/cruises.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { useActions } from '../../state/actions/shortcut-actions.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { selectAccount, useAccounts } from '../../state/accounts/accounts.ts';
import { useCapability } from '../../state/accounts/use-capability.ts';
import { selectChannel, useDirectory } from '../../state/cameras/directory.ts';
import { selectIsOff, usePtz } from '../../state/players/ptz.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { clockText } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { Unsupported } from '../../ui/unsupported.tsx';
import { listsNoCruise } from '../../state/presets/preset-reason.ts';
import { usePresets, selectLoaded } from '../../state/presets/presets.ts';
import {
  askDelete,
  dismissDropped,
  editTrack,
  loadTracks,
  newTrack,
  selectTracks,
  setRunning,
  useTracks,
} from './model/tracks.ts';
import { askCopy } from './model/track-copy.ts';
import { legPresetWords } from './leg-words.ts';
import { DeskTour } from './round-line.tsx';
import { CopyTrack } from './track-copy.tsx';
import { DeleteTrack } from './track-questions.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import './tracks.css';

export function TracksPanel({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  const { list, isLoading, error } = useTracks(selectTracks(channelId));
  const whyNotAsked = useWhyNotAsked(channelId);
  const isAsked = whyNotAsked === null;
  // A device may refuse although its cloud documents tracks.
  const missing = whyNotAsked ?? (error?.code === 'cloud.not-supported' ? 'unsupported' : null);
  useEffect(() => void (isAsked ? loadTracks(channelId) : null), [channelId, isAsked]);
  const isDeleting = useTracks((state) => state.deleting !== null);
  const focus = useKeptFocus<HTMLElement>('button', `${list?.tracks.length} ${isDeleting}`);
  useFocusFromEditor(channelId, focus.ref);
  useActions({
    'presets.newTrack': () => {
      if (list !== null) newTrack(channelId, list);
      return list !== null;
    },
  });
  const newLabel = useAction(t('presets.names.actions.presets.newTrack'), 'presets.newTrack');
  return (
    <section className="presets-track-panel" aria-label={t('presets.tracks.title')} {...focus}>
      <div className="ph presets-head">
        <h2>{t('presets.tracks.title')}</h2>
        {missing !== null ? null : (
          <>
            <IconButton
              icon="plus"
              {...newLabel}
              disabledReason={list === null ? t('presets.tracks.reading') : undefined}
              onClick={() => list && newTrack(channelId, list)}
            />
            <IconButton
              icon="refresh"
              label={t('presets.tracks.refresh')}
              aria-busy={isLoading}
              onClick={() => void loadTracks(channelId)}
            />
          </>
        )}
      </div>
      <div className="scr">
        <Dropped channelId={channelId} />
        <Failure channelId={channelId} />
        {missing !== null ? (
          <>
            <Unsupported
              reason={t(missing === 'notListed' ? 'presets.tracks.notListed' : 'presets.tracks.unsupported')}
            />
            <DeskTour channelId={channelId} />
          </>
        ) : error === null ? null : (
          <div className="presets-note">
            <ErrorText error={error} onAction={() => void loadTracks(channelId)} />
          </div>
        )}
        {list === null && error === null && missing === null ? (
          <SkeletonRows label={t('presets.tracks.reading')} />
        ) : null}
        {list === null || !isAsked ? null : <TrackList {...{ channelId, list }} />}
      </div>
      <DeleteTrack />
      <CopyTrack />
    </section>
  );
}

/** The editor stood in the place of the list: when it closes, its track takes the focus, or the button for a new one. */
function useFocusFromEditor(channelId: ChannelId, panel: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const { left } = useTracks.getState();
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (left?.channelId !== channelId || !isLost) return;
    const row = left.id === null ? undefined : panel.current?.querySelector(`[data-track="${CSS.escape(left.id)}"]`);
    const [first] = (row ?? panel.current)?.querySelectorAll<HTMLElement>('.presets-track-edit, [data-action]') ?? [];
    first?.focus();
    useTracks.setState({ left: null });
  }, [channelId, panel]);
}

/** Why the cloud is not asked for the tracks of the camera; null where it is asked. */
function useWhyNotAsked(channelId: ChannelId): 'unsupported' | 'notListed' | null {
  const channel = useDirectory(selectChannel(channelId));
  const vendor = useAccounts((state) => selectAccount(channel?.accountId ?? null)(state)?.vendor);
  const { can } = useCapability(channel?.accountId, 'cruise-tracks');
  if (!can) return 'unsupported';
  return listsNoCruise(channel, vendor) ? 'notListed' : null;
}

interface ListProps {
  readonly channelId: ChannelId;
  readonly list: CruiseList;
}

function TrackList({ channelId, list }: ListProps) {
  const t = useText();
  if (list.tracks.length === 0 && list.unreadable === 0) {
    return <p className="presets-note t2">{t('presets.tracks.none', { time: clockText(list.asOfMs) })}</p>;
  }
  return (
    <>
      <ul className="presets-track-list" aria-label={t('presets.tracks.title')}>
        {list.tracks.map((track) => (
          <TrackRow key={track.id} {...{ channelId, list, track }} />
        ))}
      </ul>
      {list.unreadable > 0 ? (
        <p className="presets-note t2">{t('presets.tracks.unreadable', { count: list.unreadable })}</p>
      ) : null}
    </>
  );
}

/** A camera reports no motion: the row says when its state was read. */
function TrackRow({ channelId, list, track }: ListProps & { readonly track: CruiseTrack }) {
  const t = useText();
  const busy = useTracks((state) => (state.busy?.channelId === channelId ? state.busy : null));
  const isOff = usePtz(selectIsOff);
  const isOfRow = busy?.id === track.id;
  const waits = busy === null ? undefined : t('presets.tracks.busy');
  const time = clockText(list.asOfMs);
  const { name, isRunning } = track;
  return (
    <li className="presets-track-row" data-track={track.id}>
      <span className="presets-track-name">
        <span className="el" title={name}>
          {name}
        </span>
        <span className="t2 presets-track-state">
          {t(isRunning ? 'presets.tracks.runningAsOf' : 'presets.tracks.stoppedAsOf', { time })}
        </span>
      </span>
      <IconButton
        icon="play"
        label={t('presets.tracks.start', { name })}
        aria-busy={isOfRow && busy.doing === 'start'}
        disabledReason={isOff ? t('presets.taken') : waits}
        onClick={() => void setRunning(channelId, track, true)}
      />
      <IconButton
        icon="square"
        label={t('presets.tracks.stop', { name })}
        aria-busy={isOfRow && busy.doing === 'stop'}
        disabledReason={waits}
        onClick={() => void setRunning(channelId, track, false)}
      />
      <IconButton
        icon="edit"
        className="presets-track-edit"
        label={t('presets.tracks.edit', { name })}
        aria-busy={isOfRow && busy.doing === 'read'}
        disabledReason={waits}
        onClick={() => editTrack(channelId, list, track)}
      />
      <IconButton
        icon="copy"
        label={t('presets.tracks.copying.label', { name })}
        disabledReason={waits}
        onClick={() => askCopy(channelId, track)}
      />
      <IconButton
        icon="trash"
        label={t('presets.tracks.delete', { name })}
        disabledReason={waits}
        onClick={() => askDelete({ channelId, track })}
      />
    </li>
  );
}

function Failure({ channelId }: { readonly channelId: ChannelId }) {
  const failure = useTracks((state) => state.failure);
  const isAsking = useTracks((state) => state.deleting !== null);
  if (failure === null || failure.channelId !== channelId || isAsking) return null;
  return (
    <div className="presets-note">
      <ErrorText error={failure.error} />
    </div>
  );
}

/** A device may drop values that it does not know without an error. */
function Dropped({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  const dropped = useTracks((state) => state.dropped);
  const { list } = usePresets(selectLoaded(channelId));
  if (dropped === null || dropped.channelId !== channelId) return null;
  const valueOf = (part: string, value: number | null): string =>
    value === null
      ? t('presets.tracks.nothing')
      : part === 'preset'
        ? legPresetWords(t, list, value)
        : part === 'dwellSec'
          ? t('presets.tracks.seconds', { seconds: value })
          : String(value);
  return (
    <div className="presets-note presets-track-dropped" role="alert">
      <p className="row g1">
        <Icon name="warn" size={14} />
        <b className="grow">{t('presets.tracks.dropped', { name: dropped.name })}</b>
        <IconButton icon="x" label={t('presets.tracks.dismiss')} onClick={dismissDropped} />
      </p>
      <ul>
        {dropped.parts.map(({ leg, part, sent, stored }) => (
          <li key={`${leg} ${part}`}>
            {t('presets.tracks.droppedPart', {
              leg: leg + 1,
              part: t(`presets.tracks.parts.${part}`),
              sent: valueOf(part, sent),
              stored: valueOf(part, stored),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
