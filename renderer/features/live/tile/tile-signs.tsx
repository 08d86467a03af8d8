import { CLIP_LIMIT_MS } from '../../../../preload/domain/exports/clips.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import { selectClip, useClips } from '../../../state/players/clips.ts';
import { selectMark, useTileMarks } from '../../../state/players/tile-marks.ts';
import { useTileSound } from '../model/replay-sound.ts';
import type { ListeningPhase } from '../model/listening.ts';
import { lengthText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useNowMs } from '../../../ui/now.ts';
import { lookWords } from '../../../ui/tile/look-words.ts';
import { selectIsReplay, selectView, useTileViews } from '../../../state/players/tile-views.ts';
import type { View } from '../../../ui/tile/zoom.ts';

/** In the header: whether the tile is recorded, heard, or turned or mirrored. */
export function TileSigns({ channelId, slotKey }: { readonly channelId: ChannelId; readonly slotKey: SlotKey }) {
  const t = useText();
  const isRecording = useClips((state) => selectClip(channelId)(state) !== null);
  const isReplay = useTileViews(selectIsReplay(slotKey));
  const heard = useTileSound({ slotKey, channelId });
  const view = useTileViews(selectView(slotKey));
  const words = (isReplay ? replayWords(t, heard) : null) ?? soundWords(t, heard);
  const look = viewWords(t, view);
  return (
    <>
      {isRecording ? <RecordingSign channelId={channelId} /> : null}
      <MarkSign channelId={channelId} />
      {words === null ? null : (
        <span className="tile-sign" role="img" aria-label={words} title={words}>
          <Icon name={heard?.kind === 'playing' || heard?.kind === 'opening' ? 'sound' : 'mute'} size={14} />
        </span>
      )}
      {look === '' ? null : (
        <span className="tile-sign lv-view" title={t('live.tools.signs.view', { words: look })}>
          {look}
        </span>
      )}
    </>
  );
}

const MARK_ICONS = { saving: 'snap', snapshot: 'snap', clip: 'rec', failed: 'warn' } as const;

/** For a few seconds: that a snapshot or a clip of this camera was saved, or not. */
function MarkSign({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  const mark = useTileMarks(selectMark(channelId));
  if (mark === null) return null;
  const words = t(`live.tools.marks.${mark}`);
  return (
    <span className={`lv-mark lv-mark-${mark}`} role="img" aria-label={words} title={words}>
      <Icon name={MARK_ICONS[mark]} size={14} />
      <span aria-hidden>{words}</span>
    </span>
  );
}

function RecordingSign({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  const nowMs = useNowMs();
  const fromMs = useClips((state) => selectClip(channelId)(state)?.fromMs ?? nowMs);
  const length = lengthText(Math.max(0, nowMs - fromMs));
  const label = t('live.tools.signs.recording', { length, limit: lengthText(CLIP_LIMIT_MS) });
  return (
    <span className="lv-rec" title={label}>
      <i aria-hidden />
      {length}
    </span>
  );
}

/** Null where the words are those of live sound. */
function replayWords(t: Text, phase: ListeningPhase | null): string | null {
  if (phase?.kind === 'opening') return t('live.tools.signs.openingReplay');
  if (phase?.kind === 'silent') return t('live.tools.signs.silentReplay');
  return phase?.kind === 'playing' ? t('live.tools.signs.listeningToReplay') : null;
}

function soundWords(t: Text, phase: ListeningPhase | null): string | null {
  if (phase === null) return null;
  switch (phase.kind) {
    case 'opening':
      return t('live.tools.signs.opening');
    case 'playing':
      return t('live.tools.signs.listening');
    case 'silent':
      return t('live.tools.signs.silent');
    case 'unplayable':
      return t('live.tools.signs.unplayable', { format: phase.format });
    case 'undecodable':
      return t('live.tools.signs.undecodable');
    case 'unheard':
      return t('live.tools.signs.unheard');
    case 'failed':
      return t('live.tools.signs.failed', { reason: phase.reason });
  }
}

function viewWords(t: Text, view: View): string {
  const zoomed = view.factor > 1 ? t('live.tools.signs.zoomed', { factor: view.factor.toFixed(1) }) : '';
  return [zoomed, lookWords(t, view)].filter((words) => words !== '').join(' ');
}
