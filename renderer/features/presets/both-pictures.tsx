/** The picture that a preset has, beside the live picture that takes its place. */
import { useEffect, useRef, useState } from 'react';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { Preset } from '../../../preload/domain/ptz/presets.ts';
import { useText } from '../../i18n/i18n.ts';
import { STAGE_TILE } from '../../state/players/ptz.ts';
import { tileElement, videoOf } from '../../ui/tile/tile-video.ts';
import { PresetPicture } from './preset-card.tsx';

export function BothPictures({ channelId, preset }: { readonly channelId: ChannelId; readonly preset: Preset }) {
  const t = useText();
  return (
    <div className="presets-both">
      <figure>
        <PresetPicture channelId={channelId} picture={preset.picture} />
        <figcaption>{t('presets.update.before')}</figcaption>
      </figure>
      <figure>
        <LivePicture />
        <figcaption>{t('presets.update.after')}</figcaption>
      </figure>
    </div>
  );
}

const EVERY_MS = 500;

/** The picture of the stage as it is: the camera may still be on its way. */
function LivePicture() {
  const t = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const draw = (): void => {
      const video = videoOf(tileElement(STAGE_TILE));
      setShown(video !== null);
      const element = canvas.current;
      if (video === null || element === null) return;
      [element.width, element.height] = [320, Math.round((320 * video.videoHeight) / video.videoWidth)];
      element.getContext('2d')?.drawImage(video, 0, 0, element.width, element.height);
    };
    draw();
    const timer = setInterval(draw, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="presets-pic">
      {isShown ? null : <span className="t3">{t('presets.update.noLive')}</span>}
      <canvas ref={canvas} hidden={!isShown} role="img" aria-label={t('presets.update.after')} />
    </span>
  );
}
