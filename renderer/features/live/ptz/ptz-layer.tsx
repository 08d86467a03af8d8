import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText } from '../../../i18n/i18n.ts';
import { usePtz } from '../../../state/players/ptz.ts';
import { useAction } from '../../../state/actions/shortcuts.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { PadPresets } from './pad-presets.tsx';
import { PtzKeys } from './ptz-keys.tsx';
import { hintWords, PtzStatus } from './ptz-status.tsx';
import { leaveSteering, useSteering } from './use-steering.ts';
import './ptz.css';

interface PtzLayerProps {
  readonly tile: number;
  readonly channelId: ChannelId;
}

/** The controls over the picture of the tile whose camera is steered. */
export function PtzLayer({ tile, channelId }: PtzLayerProps) {
  const isSteered = usePtz(({ steered }) => steered?.tile === tile && steered.channelId === channelId);
  return isSteered ? <PtzControls tile={tile} channelId={channelId} /> : null;
}

function PtzControls({ tile, channelId }: PtzLayerProps) {
  const t = useText();
  useSteering(tile, channelId);
  const facts = usePtz((store) => store.facts);
  const leave = useAction(t('live.ptz.leave'), 'ptz.leave');
  return (
    <div
      className="lv-ptz"
      role="group"
      aria-label={t('live.ptz.label', { tile: tile + 1 })}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <PtzStatus />
      <div className="lv-ptz-box" title={facts === null ? undefined : hintWords(t, facts)}>
        {facts !== null ? <PtzKeys /> : null}
        <div className="lv-ptz-ends">
          <IconButton icon="x" {...leave} size={14} onClick={leaveSteering} />
          {facts === null ? null : <PadPresets channelId={channelId} />}
        </div>
      </div>
    </div>
  );
}
