import { useEffect, useRef, useState } from 'react';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { Preset } from '../../../preload/domain/ptz/presets.ts';
import { useText } from '../../i18n/i18n.ts';
import { UNDO_MS } from '../../state/page/undo.ts';
import { selectDeskPicture, useDeskPictures, type DeskPicture } from '../../state/presets/desk-pictures.ts';
import { keepByHand, selectDeletion, useDeletions, type Deletion } from '../../state/presets/preset-deletions.ts';
import { clockText, minuteText } from '../../ui/format.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { useNowMs } from '../../ui/now.ts';
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

/** One stored view: a click, Enter or its figure sends the camera there, or keeps it while its deletion can be undone. */
export function PresetCard({ channelId, preset, hasPicture, isStop, offReason }: CardProps) {
  const t = useText();
  const { index } = preset;
  const deletion = useDeletions(selectDeletion(channelId, index));
  const taken = useDeskPictures(selectDeskPicture(channelId, index));
  const isSelected = usePresets(({ selected }) => selected === index);
  const isSentTo = usePresets(({ sentTo }) => sentTo === index) && deletion === undefined;
  const isBusy = usePresets(({ busy }) => busy?.channelId === channelId && busy.index === index);
  const name = presetWords(t, preset);
  const label = t('presets.card', { index, name });
  const classes = [isSelected && 'sel', isSentTo && 'presets-card-sent', deletion && 'presets-card-leaving'];
  // A deletion needs no control, so neither does its end.
  const isOff = offReason !== null && deletion === undefined;
  const onClick = (): void => {
    if (deletion !== undefined) keepByHand(channelId, index);
    else if (!isOff) void goToPreset(channelId, index);
  };
  return (
    <button
      type="button"
      role="radio"
      aria-checked={isSentTo}
      className={['presets-card', ...classes].filter(Boolean).join(' ')}
      data-preset={index}
      aria-busy={isBusy || deletion?.phase === 'sending'}
      aria-disabled={isOff || undefined}
      title={isOff ? `${label}: ${offReason}` : `${label}\n${t(helpOf(deletion))}`}
      tabIndex={isStop ? 0 : -1}
      onFocus={() => select(index)}
      onClick={onClick}
    >
      <CardPicture {...{ channelId, preset, hasPicture, taken }} />
      <span className="presets-line">
        <b>{index}</b> <span className={preset.name === null ? 'el t3' : 'el'}>{name}</span>
        {isSentTo ? (
          <span title={t('presets.sentHere')}>
            <Icon name="check" size={12} />
          </span>
        ) : null}
      </span>
      {taken === undefined || preset.picture !== null ? null : (
        <span className="presets-card-note">{t('presets.desk.badge', { time: minuteText(taken.atMs) })}</span>
      )}
      {deletion === undefined ? null : <Leaving deletion={deletion} />}
    </button>
  );
}

const helpOf = (deletion: Deletion | undefined) =>
  deletion === undefined
    ? 'presets.goHere'
    : deletion.phase === 'waiting'
      ? 'presets.deleting.keep'
      : 'presets.deleting.sending';

/** The cloud still has the preset. */
function Leaving({ deletion }: { readonly deletion: Deletion }) {
  const t = useText();
  return (
    <span className="presets-card-note">
      {deletion.phase === 'waiting' ? <SecondsLeft untilMs={deletion.untilMs} /> : t('presets.deleting.sending')}
    </span>
  );
}

function SecondsLeft({ untilMs }: Pick<Deletion, 'untilMs'>) {
  const t = useText();
  const seconds = Math.max(0, Math.min(UNDO_MS / 1000, Math.ceil((untilMs - useNowMs()) / 1000)));
  return t('presets.deleting.left', { seconds });
}

interface CardPictureProps extends Pick<CardProps, 'channelId' | 'preset' | 'hasPicture'> {
  readonly taken: DeskPicture | undefined;
}

/** The picture of the cloud, else the one that this window took when it stored the view. */
function CardPicture({ channelId, preset, hasPicture, taken }: CardPictureProps) {
  const t = useText();
  if (preset.picture === null && taken !== undefined) {
    const time = clockText(taken.atMs);
    return (
      <span className="presets-pic presets-pic-desk" title={t('presets.desk.help', { time })}>
        <img src={taken.data} alt="" draggable={false} />
      </span>
    );
  }
  return hasPicture ? <PresetPicture channelId={channelId} picture={preset.picture} /> : null;
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
