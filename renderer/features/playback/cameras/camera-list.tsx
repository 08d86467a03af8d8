/** The side panel of playback: the reviewed cameras, the places of their recordings, and the known footage. */
import { useRef, useSyncExternalStore } from 'react';
import { RECORDING_PLACES } from '../../../../preload/domain/recording/recordings.ts';
import { VENDOR_CODES } from '../../../../preload/domain/vendor.ts';
import { useText } from '../../../i18n/i18n.ts';
import { selectAccount, useAccounts } from '../../../state/accounts/accounts.ts';
import { useActions } from '../../../state/actions/shortcut-actions.ts';
import { useAction } from '../../../state/actions/shortcuts.ts';
import { selectChannel, useDirectory } from '../../../state/cameras/directory.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { ErrorDetails } from '../../../ui/tile/error-details.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useMinuteMs, useNowMs } from '../../../ui/now.ts';
import { Segmented } from '../../../ui/form/segmented.tsx';
import { MomentField } from '../../../ui/timeline/moment-field.tsx';
import { dayOf } from '../../../ui/timeline/zone.ts';
import { AddCamera } from './add-camera.tsx';
import { FilesStatus } from '../files/files-status.tsx';
import { useCameraName } from '../files/camera-names.ts';
import { toggleFiles, useFiles } from '../files/files.ts';
import { Bookmarks } from '../bookmarks/bookmark-list.tsx';
import { askAgain, askRecordings, useRecordings } from '../recordings/recordings.ts';
import { toggleRetrievals, useRetrievals } from '../retrievals/retrievals.ts';
import { isRecorded, removeCamera, selectCamera, setPlace, useSession, type SessionCamera } from '../session.ts';
import { listingOf } from '../recordings/listing.ts';
import { summaryOf } from '../tile/summary.ts';
import { timeline } from '../timeline/timeline.ts';
import { seek } from '../play-bar/play-bar.ts';
import '../../../ui/timeline/calendar/calendar.css';
import '../playback.css';
import { ReviewForm } from '../reviews/review-form.tsx';
import { RecordingDetails } from '../recordings/recording-details.tsx';
import { showLive } from '../play-bar/show-live.ts';
import { asOfWords, summaryWords } from '../tile/summary-words.ts';
import { stampZone, useStampZone } from '../../../state/page/stamp-zone.ts';

export function CameraList() {
  const t = useText();
  const cameras = useSession((state) => state.cameras);
  const selectedId = useSession((state) => state.selectedId);
  useStampZone();
  return (
    <>
      <div className="ph">
        <h2>{t('playback.cameras', { count: cameras.length })}</h2>
        <IconButton
          icon="cloud"
          {...useAction(t('playback.names.actions.playback.retrievals'), 'playback.retrievals')}
          aria-pressed={useRetrievals((state) => state.isOpen)}
          onClick={toggleRetrievals}
        />
        <IconButton
          icon="import"
          {...useAction(t('playback.names.actions.playback.files'), 'playback.files')}
          aria-pressed={useFiles((state) => state.isOpen)}
          onClick={toggleFiles}
        />
        <IconButton
          icon="refresh"
          {...useAction(t('playback.names.actions.playback.refresh'), 'playback.refresh')}
          onClick={() => askRecordings(true)}
        />
      </div>
      <ReviewForm />
      <AddCamera />
      <ul className="playback-cameras" aria-label={t('playback.names.side')}>
        {cameras.map((camera) => (
          <CameraItem key={camera.channelId} camera={camera} isSelected={camera.channelId === selectedId} />
        ))}
      </ul>
      {cameras.length === 0 ? null : <GoToMoment />}
      <Bookmarks />
    </>
  );
}

/** A typed moment; a time without a date is of the day that shows. */
function GoToMoment() {
  const nowMs = useMinuteMs();
  const zone = stampZone();
  const day = useSession(({ atMs }) => dayOf(zone, atMs ?? nowMs));
  const place = useRef<HTMLDivElement>(null);
  useActions({ 'playback.moment': () => place.current?.querySelector('input')?.focus() });
  return (
    <div className="playback-go" ref={place}>
      <MomentField {...{ zone, nowMs, day }} onGo={seek} />
    </div>
  );
}

interface ItemProps {
  readonly camera: SessionCamera;
  readonly isSelected: boolean;
}

function CameraItem({ camera, isSelected }: ItemProps) {
  const { channelId } = camera;
  const t = useText();
  const channel = useDirectory(selectChannel(channelId));
  const vendor = useAccounts((state) => selectAccount(channel?.accountId ?? null)(state)?.vendor);
  const { number, name } = useCameraName(channelId);
  const recorded = isSelected && isRecorded(camera);
  return (
    <li className={isSelected ? 'playback-camera sel' : 'playback-camera'} aria-current={isSelected || undefined}>
      <div className="row g1">
        <button type="button" className="playback-name el" onClick={() => selectCamera(channelId)}>
          <b>{number ?? '–'}</b> {name}
        </button>
        {vendor === undefined ? null : <span className="src">{VENDOR_CODES[vendor]}</span>}
        {recorded ? (
          <IconButton
            icon="live"
            size={12}
            label={t('playback.live', { name })}
            data-action="playback.live"
            onClick={() => showLive(channelId)}
          />
        ) : null}
        <IconButton
          icon="x"
          size={12}
          label={t('playback.remove', { name })}
          data-action="playback.remove"
          onClick={() => removeCamera(channelId)}
        />
      </div>
      {isRecorded(camera) ? <Status camera={camera} /> : <FilesStatus channelId={channelId} />}
      {recorded ? (
        <Segmented
          label={t('playback.place.label', { name })}
          options={RECORDING_PLACES.map((value) => ({ value, label: t(`playback.place.${value}`) }))}
          value={camera.place}
          onChange={(value) => setPlace(channelId, value === 'device' ? 'device' : 'cloud')}
        />
      ) : null}
      <Failure camera={camera} />
      {recorded ? <RecordingDetails camera={camera} /> : null}
    </li>
  );
}

/** Where the recordings lie, what the timeline shows of them, and when the cloud said so. */
function Status({ camera }: { readonly camera: SessionCamera }) {
  const { channelId, place } = camera;
  const t = useText();
  const nowMs = useMinuteMs();
  const known = useRecordings((all) => all[channelId]);
  const fromMs = useSyncExternalStore(timeline.subscribe, () => timeline.view.fromMs);
  const toMs = useSyncExternalStore(timeline.subscribe, () => timeline.view.toMs);
  // The vendor is known once the accounts are.
  useAccounts((state) => state.accounts);
  const summary = summaryOf(known, { fromMs, toMs }, { nowMs, listing: listingOf(camera) });
  const words = [t(`playback.place.${place}`), summaryWords(t, summary), asOfWords(t, known)];
  return <p className="t2 playback-status">{words.filter((part) => part !== '').join(t('playback.comma'))}</p>;
}

/** That the list could not be read, when the client asks again, and another try at once. Nothing of this covers a picture. */
function Failure({ camera }: { readonly camera: SessionCamera }) {
  const known = useRecordings((all) => all[camera.channelId]);
  const { error = null, againAtMs = null } = known ?? {};
  return error === null ? null : (
    <div className="row g1 playback-list-failed" role="status">
      <ErrorText error={error} isBrief />
      <span className="grow" />
      {againAtMs === null ? null : <Countdown againAtMs={againAtMs} />}
      <Retry camera={camera} />
      <ErrorDetails error={error} />
    </div>
  );
}

function Countdown({ againAtMs }: { readonly againAtMs: number }) {
  const t = useText();
  const nowMs = useNowMs();
  const leftSec = Math.max(0, Math.ceil((againAtMs - nowMs) / 1_000));
  return (
    <span className="t2">
      {leftSec === 0 ? t('playback.listAsking') : t('playback.listAgain', { seconds: leftSec })}
    </span>
  );
}

function Retry({ camera }: { readonly camera: SessionCamera }) {
  const t = useText();
  return (
    <button type="button" className="btn sm" onClick={() => askAgain(camera)}>
      {t('playback.tryNow')}
    </button>
  );
}
