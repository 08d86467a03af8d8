import { useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { pictureLack, type PlayerSnapshot } from '../../../media/live/player-state.ts';
import { openLivePreview } from '../../../media/pool/live-preview.ts';
import { useAsked } from '../../../state/cameras/asking.ts';
import { selectChannel, useDirectory } from '../../../state/cameras/directory.ts';
import { useSilenceOf } from '../../../state/players/outages.ts';
import { usePreview } from '../../../state/players/use-preview.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import type { PreviewTarget } from './preview-dwell.ts';
import { rowState } from '../tree/row-state.ts';

const GAP_PX = 8;

/** Beside the list: what the camera under the pointer shows now. Takes no pointer, and leaves with it. */
export function CameraPreview({ target }: { readonly target: PreviewTarget }) {
  const t = useText();
  const box = useRef<HTMLElement>(null);
  const channel = useDirectory(selectChannel(target.channelId));
  useAsked(target.channelId);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const zoom = element.currentCSSZoom ?? 1;
    const { rightPx, topPx } = target.at;
    const most = window.innerHeight - element.getBoundingClientRect().height - GAP_PX;
    element.style.left = `${(rightPx + GAP_PX) / zoom}px`;
    element.style.top = `${Math.max(GAP_PX, Math.min(topPx, most)) / zoom}px`;
  }, [target]);
  const silence = useSilenceOf(channel?.accountId ?? null);
  if (channel === undefined) return null;
  const { number, name } = channel;
  const state = rowState(t, channel, null, silence);
  return createPortal(
    <figure ref={box} className="cam-preview float" aria-label={t('cameras.preview.label', { number, name })}>
      {channel.reachable === 'online' ? (
        <Picture channel={channel} />
      ) : (
        <div className="cam-picture">
          <p>{state.words}</p>
        </div>
      )}
      <figcaption>
        <StateGlyph name={state.glyph} title={state.words} />
        <b>{number}</b>
        <span className="el">{name}</span>
      </figcaption>
    </figure>,
    document.body,
  );
}

function Picture({ channel }: { readonly channel: NumberedChannel }) {
  const t = useText();
  const { area, player, isRefused } = usePreview(channel, openLivePreview);
  const words = isRefused ? t('cameras.preview.full') : wordsOf(t, player);
  return (
    <div className="cam-picture">
      <div ref={area} />
      {words === null ? null : <p>{words}</p>}
    </div>
  );
}

/** The words in place of the picture; null while the picture moves. */
function wordsOf(t: Text, player: PlayerSnapshot | null): string | null {
  const lack = pictureLack(player?.state);
  if (lack?.kind === 'failed') return t('cameras.preview.failed', { reason: errorWords(t, lack.error).what });
  return lack === null ? null : t(`cameras.preview.${lack.kind}`);
}
