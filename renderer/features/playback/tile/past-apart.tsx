/** A camera that stands apart from the common clock, and the offset of its clock. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText } from '../../../i18n/i18n.ts';
import { isOffered } from '../../../state/actions/offered.ts';
import { useAction } from '../../../state/actions/shortcuts.ts';
import { selectCamera } from '../session.ts';
import { setOffsetOf, useOffsets } from '../play-bar/offsets.ts';
import { setOffset, toggleSync } from '../play-bar/play-bar.ts';
import { ShortWords } from './short-words.tsx';

interface ApartNoteProps {
  readonly channelId: ChannelId;
  /** Null: not set. */
  readonly offsetMs: number | null;
}

/** Says that the camera is not in step, and how its offset is set by eye. */
export function ApartNote({ channelId, offsetMs }: ApartNoteProps) {
  const t = useText();
  const { label: setLabel, ...set } = useAction(t('playback.apart.set'), 'playback.offset');
  const { label: backLabel, ...back } = useAction(t('playback.apart.back'), 'playback.sync');
  const act = (run: (id: ChannelId) => boolean) => (): void => {
    selectCamera(channelId);
    run(channelId);
  };
  return (
    <div className="playback-apart" role="status" title={t('playback.apart.hint')}>
      <strong>{t('playback.apart.title')}</strong>
      <span>
        {offsetMs === null ? t('playback.apart.notSet') : t('playback.apart.isSet', { seconds: secondsOf(offsetMs) })}
      </span>
      <span className="grow" />
      {isOffered('playback.offset') ? (
        <button type="button" className="btn sm" {...set} onClick={act(setOffset)}>
          {setLabel}
        </button>
      ) : null}
      <button type="button" className="btn sm" {...back} onClick={act(toggleSync)}>
        {backLabel}
      </button>
    </div>
  );
}

/** The offset that was set by eye, which a click takes away; nothing before one was set. */
export function OffsetWords({ channelId }: Pick<ApartNoteProps, 'channelId'>) {
  const t = useText();
  const offsetMs = useOffsets(({ offsets }) => offsets[channelId] ?? null);
  const { label, ...clear } = useAction(t('playback.apart.clear'), 'playback.offset');
  if (offsetMs === null) return null;
  const words = t('playback.offset', { seconds: secondsOf(offsetMs) });
  if (!isOffered('playback.offset'))
    return <ShortWords words={words} short={t('playback.offsetShort', { seconds: secondsOf(offsetMs) })} />;
  return (
    <button
      type="button"
      className="lnk"
      {...clear}
      aria-label={`${words}${t('playback.comma')}${label}`}
      onClick={() => setOffsetOf(channelId, null)}
    >
      <ShortWords words={words} short={t('playback.offsetShort', { seconds: secondsOf(offsetMs) })} />
    </button>
  );
}

/** With its sign, to a hundredth. */
const secondsOf = (ms: number): string => `${ms < 0 ? '−' : '+'}${(Math.abs(ms) / 1_000).toFixed(2)}`;
