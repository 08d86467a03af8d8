import { useEffect, useRef, useState } from 'react';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { Preset } from '../../../preload/domain/presets.ts';
import { useText } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { goToPreset, loadPicture, select, usePresets } from '../../state/presets/presets.ts';
import { presetWords } from '../../state/presets/preset-words.ts';

interface CardProps {
  readonly channelId: ChannelId;
  readonly preset: Preset;
  readonly hasPicture: boolean;
  /** The one card that Tab comes to. */
  readonly isStop: boolean;
  /** Why nothing can be sent to the camera now. */
  readonly offReason: string | null;
}

/** One stored view: a click, Enter or its figure sends the camera there. */
export function PresetCard({ channelId, preset, hasPicture, isStop, offReason }: CardProps) {
  const t = useText();
  const { index } = preset;
  const isSelected = usePresets(({ selected }) => selected === index);
  const isSentTo = usePresets(({ sentTo }) => sentTo === index);
  const isBusy = usePresets(({ busy }) => busy?.channelId === channelId && busy.index === index);
  const name = presetWords(t, preset);
  const label = t('presets.card', { index, name });
  return (
    <button
      type="button"
      role="radio"
      aria-checked={isSentTo}
      className={['presets-card', isSelected && 'sel', isSentTo && 'presets-card-sent'].filter(Boolean).join(' ')}
      data-preset={index}
      aria-busy={isBusy}
      aria-disabled={offReason !== null || undefined}
      title={offReason === null ? `${label}\n${t('presets.goHere')}` : `${label}: ${offReason}`}
      tabIndex={isStop ? 0 : -1}
      onFocus={() => select(index)}
      onClick={() => (offReason === null ? void goToPreset(channelId, index) : undefined)}
    >
      {hasPicture ? <PresetPicture channelId={channelId} picture={preset.picture} /> : null}
      <span className="presets-line">
        <b>{index}</b> <span className={preset.name === null ? 'el t3' : 'el'}>{name}</span>
        {isSentTo ? (
          <span title={t('presets.sentHere')}>
            <Icon name="check" size={12} />
          </span>
        ) : null}
      </span>
    </button>
  );
}

interface PictureProps {
  readonly channelId: ChannelId;
  readonly picture: string | null;
  /** Too small for words where there is none. */
  readonly isSmall?: boolean;
}

/** The picture, fetched when it comes into sight. */
export function PresetPicture({ channelId, picture, isSmall = false }: PictureProps) {
  const t = useText();
  const place = useRef<HTMLSpanElement>(null);
  const isSeen = useIsSeen(place);
  const data = usePresets(({ pictures }) => (picture === null ? undefined : pictures[picture]));
  useEffect(() => {
    if (isSeen && picture !== null) void loadPicture(channelId, picture);
  }, [isSeen, channelId, picture]);
  return (
    <span className="presets-pic" ref={place}>
      {data === undefined ? (
        <span className="t3">{picture === null && !isSmall ? t('presets.noPicture') : ''}</span>
      ) : (
        <img src={data} alt="" draggable={false} />
      )}
    </span>
  );
}

function useIsSeen(place: { readonly current: Element | null }): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (place.current === null) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [place]);
  return isSeen;
}
