import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText } from '../../../i18n/i18n.ts';
import { closeWallSide, useWallPanel } from '../../../state/page/wall-panel.ts';
import { SidePane } from '../../../ui/side-pane.tsx';
import './numbers.css';
import { NumberFiles } from './number-files.tsx';
import { NumberForm } from './number-form.tsx';

const NONE: readonly ChannelId[] = [];

/** Beside the wall, so that no picture is covered: the numbers of the chosen cameras, and the file of all numbers. */
export function NumbersPanel() {
  const t = useText();
  const channelIds = useWallPanel(({ side }) => (side?.kind === 'numbers' ? side.channelIds : NONE));
  return (
    <SidePane
      title={t('cameras.numbers.title')}
      closeLabel={t('cameras.numbers.close')}
      content="cameras-number-panel"
      takesFocus={channelIds.length === 0}
      onClose={closeWallSide}
    >
      {channelIds.length === 0 ? (
        <p className="t2">{t('cameras.numbers.how')}</p>
      ) : (
        <NumberForm key={channelIds.join()} channelIds={channelIds} onClose={closeWallSide} />
      )}
      <NumberFiles />
    </SidePane>
  );
}
