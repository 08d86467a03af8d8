import { memo, type ReactNode } from 'react';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import { VENDOR_CODES } from '../../../../preload/domain/vendor.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import type { PlayerSnapshot } from '../../../media/live/player-state.ts';
import { selectAccount, useAccounts } from '../../../state/accounts/accounts.ts';
import { selectPlayer, usePlayers } from '../../../state/players/players.ts';
import { usePreferences } from '../../../state/page/preferences.ts';
import { selectIsProtected } from '../model/protection.ts';
import { selectStreamChoice } from '../model/stream-choice.ts';
import { selectWallStream } from '../model/wall-stream.ts';
import { selectWall, useWalls } from '../../../state/walls/walls.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import type { StateName } from '../../../ui/icons/names.ts';
import { useNowMs } from '../../../ui/now.ts';
import { TileHead } from '../../../ui/tile/tile-head.tsx';
import { ReplayClock, TileClock } from './tile-clock.tsx';
import { TileSigns } from './tile-signs.tsx';
import { selectIsReplay, selectView, useTileViews } from '../../../state/players/tile-views.ts';
import { headerWords, isCounting, stateOf } from './tile-status.ts';

interface TileHeaderProps {
  readonly slotKey: SlotKey;
  readonly channel: NumberedChannel | undefined;
  readonly glyph: StateName;
  readonly isSelected: boolean;
  /** The sign of a tile that chooses its camera by itself. */
  readonly sign?: ReactNode;
}

/** Above the picture, so that nothing covers evidence: state, number, name | source, stream, age or state in words. */
export const TileHeader = memo(function TileHeader({ slotKey, channel, glyph, isSelected, sign }: TileHeaderProps) {
  const t = useText();
  const isReplay = useTileViews(selectIsReplay(slotKey));
  const vendor = useAccounts((state) => selectAccount(channel?.accountId ?? null)(state)?.vendor);
  return (
    <TileHead
      glyph={isReplay ? 'recorded' : glyph}
      number={channel?.number ?? null}
      name={channel?.name ?? t('shell.unknownCamera')}
      title={channel ? `${channel.number} ${channel.name}` : undefined}
      signs={
        <>
          {channel?.capabilities.includes('ptz') ? (
            <span className="tile-sign" title={t('live.tile.ptz')}>
              <Icon name="ptz" size={14} />
            </span>
          ) : null}
          {channel ? <TileSigns channelId={channel.id} slotKey={slotKey} /> : null}
          {sign}
        </>
      }
      end={
        <>
          {channel ? <ProtectedSign channelId={channel.id} /> : null}
          {vendor === undefined ? null : <span className="src">{VENDOR_CODES[vendor]}</span>}
          <StreamSign slotKey={slotKey} />
          {isReplay ? (
            <ReplayClock slotKey={slotKey} />
          ) : (
            <>
              <TileClock slotKey={slotKey} isSelected={isSelected} />
              <StateWords slotKey={slotKey} glyph={glyph} />
            </>
          )}
        </>
      }
    />
  );
});

function ProtectedSign({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  const isProtected = usePreferences(selectIsProtected(channelId));
  if (!isProtected) return null;
  return (
    <span className="tile-sign" role="img" aria-label={t('streams.unprotect')} title={t('streams.unprotect')}>
      <Icon name="shieldon" size={14} />
    </span>
  );
}

/** The stream of the picture, and why the tile shows this stream. */
function StreamSign({ slotKey }: { readonly slotKey: SlotKey }) {
  const t = useText();
  const profile = usePlayers((state) => selectPlayer(slotKey)(state)?.profile);
  const isLowered = usePlayers((state) => (selectPlayer(slotKey)(state)?.notice ?? null) !== null);
  const channelId = usePlayers((state) => selectPlayer(slotKey)(state)?.channelId ?? null);
  const choice = usePreferences((state) => (channelId === null ? null : selectStreamChoice(channelId)(state)));
  const size = usePlayers((state) => sizeOf(selectPlayer(slotKey)(state)));
  const isEnlarged = useTileViews((state) => selectView(slotKey)(state).factor > 1);
  const wallId = useWalls((state) => selectWall(state)?.id ?? null);
  const ofWall = usePreferences(selectWallStream(wallId));
  if (profile === undefined) return null;
  const isForZoom = isEnlarged && profile === 'main';
  const bySize = isForZoom ? 'live.tile.zoomed' : 'live.tile.streamBySize';
  const why = t(choice !== null ? 'live.tile.streamChosen' : ofWall === profile ? 'live.tile.streamOfWall' : bySize);
  return (
    <>
      {isLowered ? <Icon name="layers" size={13} /> : null}
      <span
        className={isEnlarged ? 'lv-stream lv-close' : 'lv-stream'}
        data-stream={profile}
        title={[t(`live.tile.${profile}Long`), size, why].join(' · ')}
      >
        {choice === null ? null : (
          <span className="lv-chosen" role="img" aria-label={t('live.tile.streamChosen')}>
            <Icon name="pin" size={11} />
          </span>
        )}
        {t(`live.tile.${profile}`)}
      </span>
    </>
  );
}

function sizeOf(player: PlayerSnapshot | null): string {
  const { width = 0, height = 0 } = player?.statistics ?? {};
  return width === 0 ? '–' : `${width}×${height}`;
}

function StateWords({ slotKey, glyph }: { readonly slotKey: SlotKey; readonly glyph: StateName }) {
  const isTicking = usePlayers((state) => isCounting(stateOf(selectPlayer(slotKey)(state))));
  if (isTicking) return <CountingWords slotKey={slotKey} glyph={glyph} />;
  return <Words slotKey={slotKey} glyph={glyph} nowMs={0} />;
}

/** Only states that count by themselves listen to the clock. */
function CountingWords({ slotKey, glyph }: { readonly slotKey: SlotKey; readonly glyph: StateName }) {
  return <Words slotKey={slotKey} glyph={glyph} nowMs={useNowMs()} />;
}

interface WordsProps {
  readonly slotKey: SlotKey;
  readonly glyph: StateName;
  readonly nowMs: number;
}

function Words({ slotKey, glyph, nowMs }: WordsProps) {
  const t = useText();
  const locale = useLocale();
  const words = usePlayers((state) => headerWords(t, locale, selectPlayer(slotKey)(state), nowMs));
  return <span className={`lv-words lv-words-${glyph}`}>{words}</span>;
}
