import type { WireError } from '../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { isOffered } from '../../../state/actions/offered.ts';
import { askAboutHost, useHostQuestion, useIsAsking, type HostQuestion } from '../../../state/accounts/media-hosts.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { openCloudsPanel } from '../../../state/page/navigation.ts';
import { useDirectory, selectChannel } from '../../../state/cameras/directory.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import { AllowHost } from '../../../ui/tile/allow-host.tsx';
import { ErrorActions, hasNoButton } from '../../../ui/tile/error-actions.tsx';
import { ErrorDetails } from '../../../ui/tile/error-details.tsx';
import { Veil } from '../../../ui/tile/veil.tsx';
import { lastPictureMs, nextSpanMs } from '../../../ui/timeline/pieces.ts';
import { stampOf, stampWords } from '../../../ui/timeline/stamp.ts';
import type { PastPlayer } from '../../../media/playback/past-player.ts';
import type { PastPlayerState } from '../../../media/playback/past-setup.ts';
import { gapAt, useGaps } from '../recordings/gaps.ts';
import { listEndMs, type MomentState } from '../recordings/moment-state.ts';
import { cameraOfPlayback } from '../play-bar/playback-ports.ts';
import { openRetrievals } from '../retrievals/retrievals.ts';
import { useSession, type SessionCamera } from '../session.ts';
import type { KeysReason, PlayableState, Telling } from './telling.ts';
import { seek, usePlayBar } from '../play-bar/play-bar.ts';
import { useRecordings } from '../recordings/recordings.ts';
import { stampZone } from '../../../state/page/stamp-zone.ts';
import { noRecordingsWords } from './no-recordings.ts';
import { ShortWords } from './short-words.tsx';
import { clockWords } from './summary-words.ts';

interface PastVeilProps {
  readonly camera: SessionCamera;
  /** Of a tile that shows no picture. */
  readonly telling: Telling;
  /** Null before a moment was chosen. */
  readonly player: PastPlayer | null;
}

/** In place of a picture: the known state of the recordings at the moment, and the way to footage. */
export function PastVeil({ camera, telling, player }: PastVeilProps) {
  switch (telling.kind) {
    case 'keys':
      return <KeysVeil keys={telling.keys} />;
    case 'not-given':
      return <NotGivenVeil {...{ camera, player }} list={telling.list} />;
    case 'list':
      return <ListVeil {...{ camera }} state={telling.state} />;
    case 'player':
      return player === null ? null : <PlayerVeil {...{ camera, player }} state={telling.state} />;
    default:
      return null;
  }
}

interface ListVeilProps {
  readonly camera: SessionCamera;
  readonly state: MomentState;
}

/** Veil for the state by the lists. */
function ListVeil({ camera, state }: ListVeilProps) {
  const t = useText();
  const isArchive = state === 'archived' || state === 'archived-within' || state === 'restoring';
  return (
    <Veil
      look="opening"
      glyph={isArchive ? 'archived' : 'none'}
      title={t(`playback.moment.${state}`)}
      isQuiet={!isArchive}
    >
      <p className="t2">
        {state === 'unpublished' ? (
          <ListEnd camera={camera} />
        ) : state === 'no-recordings' ? (
          noRecordingsWords(t, camera.channelId)
        ) : (
          t(`playback.why.${state}`)
        )}
      </p>
      {state === 'empty' ? <GapReason camera={camera} /> : null}
      {state === 'archived-within' && isOffered('playback.retrievals') ? <OrderBack /> : null}
      <NearSpans camera={camera} />
    </Veil>
  );
}

/** Up to when the cloud has listed recordings. */
function ListEnd({ camera }: Pick<PastVeilProps, 'camera'>) {
  const t = useText();
  const endMs = useRecordings((all) => listEndMs(all[camera.channelId]));
  return endMs === null ? t('playback.why.unpublished') : t('playback.why.listEnds', { time: clockWords(endMs) });
}

interface NotGivenProps {
  readonly camera: SessionCamera;
  readonly player: PastPlayer | null;
  readonly list: PlayableState;
}

/** The cloud gave no footage, and no list says that there is none. */
function NotGivenVeil({ camera, player, list }: NotGivenProps) {
  const t = useText();
  return (
    <Veil look="opening" glyph="none" title={t('playback.notGiven.title')} isQuiet>
      <p className="t2">{t(`playback.notGiven.why.${list}`)}</p>
      <div className="tile-acts">
        <button type="button" className="btn sm" onClick={() => player?.retryNow()}>
          {t('playback.tryNow')}
        </button>
      </div>
      <NearSpans camera={camera} />
    </Veil>
  );
}

/** Why no key picture shows at a speed at which nothing else can show. */
function KeysVeil({ keys }: { readonly keys: KeysReason }) {
  const t = useText();
  return (
    <Veil look="opening" glyph="none" title={t('playback.keys.none')} isQuiet>
      <p className="t2">{t(`playback.keys.why.${keys}`)}</p>
    </Veil>
  );
}

interface PlayerVeilProps {
  readonly camera: SessionCamera;
  readonly player: PastPlayer;
  readonly state: PastPlayerState;
}

/** Veil for the state by the player. */
function PlayerVeil({ camera, player, state }: PlayerVeilProps) {
  const t = useText();
  switch (state.phase) {
    case 'failed':
      if (state.error.code === 'recording.device-taken') return <HeldVeil {...{ player }} error={state.error} />;
      return <ErrorVeil {...{ camera }} error={state.error} onRetry={() => player.retryNow()} />;
    case 'taken':
      return <TakenVeil player={player} holder={cameraOfPlayback(state.byPlaybackId)} />;
    case 'reconnecting':
      return (
        <Veil
          look="reconnecting"
          glyph="reconnecting"
          title={t('playback.reconnecting', { attempt: state.attempt })}
          isQuiet
        >
          <p>{errorWords(t, state.error).what}</p>
          <div className="tile-acts">
            <button type="button" className="btn sm" onClick={() => player.retryNow()}>
              {t('playback.tryNow')}
            </button>
            <AllowHostButton {...{ camera }} error={state.error} onAllowed={() => player.retryNow()} />
          </div>
        </Veil>
      );
    case 'gap':
    case 'ended':
      return (
        <Veil look="opening" glyph="none" title={t(endKey(camera, state))} isQuiet>
          <p className="t2">{gapWords(t, state)}</p>
          <NearSpans camera={camera} />
        </Veil>
      );
    default:
      return <OpeningVeil camera={camera} />;
  }
}

/** On its way, before the first picture; whether other cameras wait for it. */
function OpeningVeil({ camera }: Pick<PastVeilProps, 'camera'>) {
  const t = useText();
  const isAwaited = usePlayBar(({ waitingFor }) => waitingFor.includes(camera.channelId));
  return (
    <Veil look="opening" glyph="none" title={t('playback.opening')} isQuiet>
      {isAwaited ? <p className="t2">{t('playback.loadingForAll')}</p> : null}
    </Veil>
  );
}

type EndState = Extract<PastPlayerState, { phase: 'gap' | 'ended' }>;

function endKey({ place }: SessionCamera, state: EndState) {
  if (state.phase === 'gap' && state.isRefused === true) return 'playback.player.refused' as const;
  return place === 'files' ? (`playback.files.${state.phase}` as const) : (`playback.player.${state.phase}` as const);
}

const gapWords = (t: Text, state: EndState): string =>
  state.phase === 'gap' && state.untilMs !== null
    ? t('playback.player.until', { time: stampWords(stampZone(), state.untilMs) })
    : t('playback.player.nothing');

/** Another playback of this client had the device before. */
function HeldVeil({ player, error }: { readonly player: PastPlayer; readonly error: WireError }) {
  const t = useText();
  const { what, why } = errorWords(t, error);
  return (
    <Veil look="error" glyph="error" title={what}>
      <p>{why}</p>
      <div className="tile-acts">
        <button type="button" className="btn sm" onClick={() => player.retryNow(true)}>
          {t('playback.taken.back')}
        </button>
        <ErrorDetails error={error} />
      </div>
    </Veil>
  );
}

/** Another playback of this client took the device. @param holder of the device, if it is a camera of this window. */
function TakenVeil({ player, holder }: { readonly player: PastPlayer; readonly holder: ChannelId | null }) {
  const t = useText();
  const channel = useDirectory((all) => (holder === null ? undefined : selectChannel(holder)(all)));
  const name = channel === undefined ? null : `${channel.number} ${channel.name}`;
  return (
    <Veil look="opening" glyph="none" title={t('playback.taken.title')}>
      <p className="t2">{name === null ? t('playback.taken.elsewhere') : t('playback.taken.here', { name })}</p>
      <div className="tile-acts">
        <button type="button" className="btn sm" onClick={() => player.retryNow(true)}>
          {t('playback.taken.back')}
        </button>
      </div>
    </Veil>
  );
}

interface ErrorVeilProps {
  readonly camera: SessionCamera;
  readonly error: WireError;
  readonly onRetry: () => void;
}

function ErrorVeil({ camera, error, onRetry }: ErrorVeilProps) {
  const t = useText();
  const accountId = useDirectory(selectChannel(camera.channelId))?.accountId;
  const { what, why } = errorWords(t, error);
  return (
    <Veil look="error" glyph="error" title={what}>
      <p>{why}</p>
      {camera.place === 'files' ? <NextOfFile error={error} /> : <NextStep error={error} />}
      <ErrorActions
        error={error}
        onAccount={accountId === undefined || isKiosk() ? 'retry' : () => openCloudsPanel({ kind: 'edit', accountId })}
        onRetry={onRetry}
      >
        <AllowHostButton {...{ camera }} error={error} onAllowed={onRetry} />
      </ErrorActions>
    </Veil>
  );
}

interface AllowHostButtonProps {
  readonly camera: SessionCamera;
  readonly error: WireError;
  readonly onAllowed: () => void;
}

function AllowHostButton({ camera, error, onAllowed }: AllowHostButtonProps) {
  const accountId = useDirectory(selectChannel(camera.channelId))?.accountId;
  const question = useHostQuestion(accountId, error);
  return question === null ? null : <AskingButton question={question} onAllowed={onAllowed} />;
}

interface AskingButtonProps {
  readonly question: HostQuestion;
  readonly onAllowed: () => void;
}

function AskingButton({ question, onAllowed }: AskingButtonProps) {
  const isAsking = useIsAsking(question);
  const ask = async (): Promise<void> => {
    if (await askAboutHost(question)) onAllowed();
  };
  return <AllowHost {...question} isAsking={isAsking} onAllow={() => void ask()} />;
}

/** The next step for a file. A codec that this computer cannot play is no fault of the file. */
function NextOfFile({ error }: { readonly error: WireError }) {
  const t = useText();
  return error.code === 'media.unsupported-codec' ? null : <p className="t2">{errorWords(t, error).next}</p>;
}

/** The next step, where no button offers it. */
function NextStep({ error }: { readonly error: WireError }) {
  const t = useText();
  if (error.code === 'media.unsupported-codec')
    return <p className="t2">{t('playback.otherCodec', { codec: String(error.params['codec'] ?? '') })}</p>;
  return hasNoButton(error) || error.code === 'recording.no-key-frames' ? (
    <p className="t2">{errorWords(t, error).next}</p>
  ) : null;
}

/** The way to the order of archived footage. */
function OrderBack() {
  const t = useText();
  return (
    <div className="tile-acts">
      <button type="button" className="btn sm" data-action="playback.retrievals" onClick={openRetrievals}>
        {t('playback.names.actions.playback.retrievals')}
      </button>
    </div>
  );
}

/** Why nothing is recorded at the moment. */
function GapReason({ camera }: Pick<PastVeilProps, 'camera'>) {
  const t = useText();
  const known = useGaps((all) => all[camera.channelId]);
  const reason = useSession(({ atMs }) => gapAt(known, atMs)?.reason ?? null);
  return reason === null ? null : <p className="t2">{t(`playback.gapWhy.${reason}`)}</p>;
}

/** The way to the last picture before the moment, and to the first one after. */
function NearSpans({ camera }: Pick<PastVeilProps, 'camera'>) {
  const model = useRecordings((all) => all[camera.channelId]?.model ?? null);
  // By seconds: the moment changes with every picture of the other cameras.
  const atMs = useSession((session) => (session.atMs === null ? null : Math.floor(session.atMs / 1_000) * 1_000));
  if (model === null || atMs === null) return null;
  const [before, after] = [lastPictureMs(model, atMs), nextSpanMs(model, atMs)];
  return (
    <div className="tile-acts">
      {before === null ? null : <ToSpan way="toPrevious" toMs={before} fromMs={atMs} />}
      {after === null ? null : <ToSpan way="toNext" toMs={after} fromMs={atMs} />}
    </div>
  );
}

interface ToSpanProps {
  readonly way: 'toPrevious' | 'toNext';
  readonly toMs: number;
  /** The moment now: a small tile shows the day only if it is another one. */
  readonly fromMs: number;
}

function ToSpan({ way, toMs, fromMs }: ToSpanProps) {
  const t = useText();
  const zone = stampZone();
  const words = t(`playback.${way}`, { time: stampWords(zone, toMs) });
  const { day, time } = stampOf(zone, toMs);
  const short = day === stampOf(zone, fromMs).day ? time : `${day.slice(5)} ${time}`;
  return (
    <button type="button" className="btn sm" aria-label={words} onClick={() => seek(toMs)}>
      <ShortWords words={words} short={way === 'toNext' ? `${short} ›` : `‹ ${short}`} />
    </button>
  );
}
