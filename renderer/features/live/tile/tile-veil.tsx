import type { ComponentProps } from 'react';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import { askAboutHost, useHostQuestion, useIsAsking, type HostQuestion } from '../../../state/accounts/media-hosts.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { openCloudsPanel } from '../../../state/page/navigation.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { selectOfflineSiblings } from '../model/offline-siblings.ts';
import type { Outage } from '../../../state/players/outage-tracker.ts';
import { retryOutage, selectOutageOf, useOutages } from '../../../state/players/outages.ts';
import { readmitBefore } from '../model/readmit.ts';
import { clockText, durationText, minuteText } from '../../../ui/format.ts';
import { useNowMs } from '../../../ui/now.ts';
import { showPictureNow } from '../../../state/pictures/picture-now.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { CountdownRing } from './countdown-ring.tsx';
import { AllowHost } from '../../../ui/tile/allow-host.tsx';
import { ErrorActions, RetryAndDetails } from '../../../ui/tile/error-actions.tsx';
import { Veil } from '../../../ui/tile/veil.tsx';
import { ParkedVeil, SharedLine, SharedVeil } from './quiet-veils.tsx';
import { vendorCode, type VeilState } from './tile-status.ts';

interface VeilProps<S extends VeilState = VeilState> {
  readonly veil: S;
  readonly slotKey: SlotKey;
  readonly channel: NumberedChannel | undefined;
  readonly onRetry: () => void;
}

type VeilOf<K extends VeilState['kind']> = VeilProps<Extract<VeilState, { kind: K }>>;

/** Covers a picture that is not live, or fills an empty picture area: what happened, why, and what can be done. */
export function TileVeil({ veil, ...rest }: VeilProps) {
  const outage = useOutages(selectOutageOf(rest.slotKey));
  switch (veil.kind) {
    case 'parked':
      return <ParkedVeil slotKey={rest.slotKey} />;
    case 'opening':
      // A try of a tile that was lost together with others is no news of its own.
      return outage ? <SharedVeil outage={outage} /> : <OpeningVeil veil={veil} {...rest} />;
    case 'frozen':
      return <FrozenVeil veil={veil} {...rest} />;
    case 'reconnecting':
      return <ReconnectingVeil veil={veil} outage={outage} {...rest} />;
    case 'offline':
      return <OfflineVeil veil={veil} {...rest} />;
    case 'error':
      return <ErrorVeil veil={veil} outage={outage} {...rest} />;
    default:
      return veil satisfies never;
  }
}

/** Shows nothing in the first second: most streams open faster, and words that flash up disturb. */
function OpeningVeil({ veil }: VeilOf<'opening'>) {
  const t = useText();
  const seconds = Math.floor((useNowMs() - veil.sinceMs) / 1000);
  if (seconds < 1) return null;
  return (
    <Veil look="opening" glyph="none" title={t('live.veil.opening', { seconds })} isQuiet>
      <p className="t2">{t('live.veil.openingText')}</p>
    </Veil>
  );
}

function FrozenVeil({ veil: { state } }: VeilOf<'frozen'>) {
  const t = useText();
  const locale = useLocale();
  const nowMs = useNowMs();
  const seconds = Math.ceil((state.rebuildAtMs - nowMs) / 1000);
  return (
    <Veil
      look="frozen"
      glyph="frozen"
      title={t('live.veil.frozen', { age: durationText(nowMs - state.lastFrameAtMs, locale) })}
    >
      <p>{t('live.veil.lastFrame', { time: clockText(state.lastFrameAtMs) })}</p>
      <p className="t2">{seconds > 0 ? t('live.veil.rebuild', { seconds }) : t('live.veil.rebuildNow')}</p>
    </Veil>
  );
}

/** The shared cause that the tile lost its picture for, or null: the cause then stands for the tile's own error. */
interface Shared {
  readonly outage: Outage | null;
}

function ReconnectingVeil({ veil: { state }, outage, channel, onRetry }: VeilOf<'reconnecting'> & Shared) {
  const t = useText();
  const locale = useLocale();
  const nowMs = useNowMs();
  const { lastFrameAtMs } = state;
  const error = outage?.error ?? state.error;
  const last =
    lastFrameAtMs === null
      ? t('live.veil.noFrameYet')
      : t('live.veil.lastFrameAgo', {
          age: durationText(Math.max(0, nowMs - lastFrameAtMs), locale),
          time: clockText(lastFrameAtMs),
        });
  return (
    <div className="tile-veil tile-reconnecting">
      <div className="lv-try">
        <CountdownRing next={state} nowMs={nowMs} />
        <span className="lv-sub" title={last}>
          <span className="tile-title">{t('live.veil.reconnecting', { attempt: state.attempt })}</span>
          <span className="t2 lv-last">{last}</span>
          <span className="t2 lv-short">{errorWords(t, error).what}</span>
        </span>
      </div>
      <Reason error={error} />
      {outage === null ? null : <SharedLine outage={outage} />}
      <RetryAndDetails error={error} onRetry={outage === null ? onRetry : () => retryOutage(outage)}>
        <AllowHostButton channel={channel} error={error} />
        <PictureNowButton channel={channel} />
      </RetryAndDetails>
    </div>
  );
}

function Reason({ error }: { readonly error: WireError }) {
  const t = useText();
  const code = vendorCode(error);
  return (
    <p className="t2 tile-reason">
      {errorWords(t, error).what} {code === null ? null : <span className="mono">{code}</span>}
    </p>
  );
}

function OfflineVeil({ veil: { state }, channel, onRetry }: VeilOf<'offline'>) {
  const t = useText();
  const { lastFrameAtMs, retryAtMs } = state;
  const siblings = useDirectory(selectOfflineSiblings(channel));
  return (
    <Veil
      look="offline"
      glyph="offline"
      title={
        lastFrameAtMs === null
          ? t('live.veil.offlineNoticed', { time: minuteText(state.sinceMs) })
          : t('live.veil.offlineSince', { time: minuteText(lastFrameAtMs) })
      }
    >
      <p>{errorWords(t, state.error).why}</p>
      <p className="t2">
        {channel && siblings > 0 ? t('live.veil.siblings', { count: siblings, device: channel.deviceName }) : null}{' '}
        {retryAtMs === null ? null : <NextLook atMs={retryAtMs} />}
      </p>
      <RetryAndDetails error={state.error} onRetry={onRetry} />
    </Veil>
  );
}

/** The only words of the veil that change every second. */
function NextLook({ atMs }: { readonly atMs: number }) {
  const t = useText();
  const locale = useLocale();
  return t('live.veil.nextLook', { age: durationText(Math.max(1000, atMs - useNowMs()), locale) });
}

function ErrorVeil({ veil: { state }, outage, channel, onRetry }: VeilOf<'error'> & Shared) {
  const t = useText();
  const { lastFrameAtMs } = state;
  const { what, why } = errorWords(t, state.error);
  const code = vendorCode(state.error);
  const retry = (): void => {
    if (channel) void readmitBefore(state.error, channel.id, onRetry);
    else onRetry();
  };
  return (
    // The status bar announces a failure of many tiles once, so that a single tile must not.
    <Veil look="error" glyph="error" title={what} isAlert={outage === null}>
      <p>{why}</p>
      {code === null ? null : <p className="t2 mono">{code}</p>}
      {lastFrameAtMs === null ? null : (
        <p className="t2">{t('live.veil.lastFrameAt', { time: clockText(lastFrameAtMs) })}</p>
      )}
      {outage === null ? null : <SharedLine outage={outage} />}
      {state.retryAtMs === null ? null : (
        <p className="t2">
          <NextLook atMs={state.retryAtMs} />
        </p>
      )}
      <ErrorActions error={state.error} onAccount={accountWay(channel?.accountId)} onRetry={retry}>
        <AllowHostButton channel={channel} error={state.error} />
        <PictureNowButton channel={channel} />
      </ErrorActions>
    </Veil>
  );
}

/** The cloud may have a camera take a picture that plays no stream. */
function PictureNowButton({ channel }: Pick<VeilProps, 'channel'>) {
  const t = useText();
  if (channel === undefined || isKiosk() || !channel.capabilities.includes('snapshot')) return null;
  return (
    <IconButton icon="snap" size={14} label={t('pictures.names.take')} onClick={() => showPictureNow(channel.id)} />
  );
}

/** The streams of the account begin by themselves once the host is allowed. */
function AllowHostButton({ channel, error }: Pick<VeilProps, 'channel'> & { readonly error: WireError }) {
  const question = useHostQuestion(channel?.accountId, error);
  return question === null ? null : <AskingButton question={question} />;
}

function AskingButton({ question }: { readonly question: HostQuestion }) {
  const isAsking = useIsAsking(question);
  return <AllowHost {...question} isAsking={isAsking} onAllow={() => void askAboutHost(question)} />;
}

/** How an error leads to the account of its camera. A kiosk has no screen for accounts. */
function accountWay(accountId: AccountId | undefined): ComponentProps<typeof ErrorActions>['onAccount'] {
  if (isKiosk()) return null;
  return accountId === undefined ? 'retry' : () => openCloudsPanel({ kind: 'edit', accountId });
}
