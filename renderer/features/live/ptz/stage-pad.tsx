/** The controls of the camera on the PTZ stage, beside the picture. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText } from '../../../i18n/i18n.ts';
import { selectChannel, useDirectory } from '../../../state/cameras/directory.ts';
import { STAGE_TILE, usePtz } from '../../../state/players/ptz.ts';
import { DragModes } from './drag-modes.tsx';
import { PtzKeys } from './ptz-keys.tsx';
import { hintWords, PtzStatus } from './ptz-status.tsx';
import { useStageSteering } from './use-steering.ts';
import './ptz.css';
import './stage.css';

export function StagePad({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  useStageSteering(channelId);
  const facts = usePtz((store) => store.facts);
  const name = useDirectory(selectChannel(channelId))?.name ?? t('shell.unknownCamera');
  return (
    <div className="lv-steer-pad" role="group" data-tile={STAGE_TILE} aria-label={t('live.ptz.stageLabel', { name })}>
      <PtzStatus />
      {facts === null ? null : (
        <div className="lv-steer-keys" title={hintWords(t, facts)}>
          <PtzKeys />
        </div>
      )}
      <DragModes />
    </div>
  );
}
