import type { KeyboardEvent } from 'react';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText } from '../../../i18n/i18n.ts';
import { closeWallSide, useWallPanel } from '../../../state/page/wall-panel.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useReturnedFocus } from '../../../ui/float/use-returned-focus.ts';
import './numbers.css';
import { NumberFiles } from './number-files.tsx';
import { NumberForm } from './number-form.tsx';

const NONE: readonly ChannelId[] = [];

/** Beside the wall, so that no picture is covered: the numbers of the chosen cameras, and the file of all numbers. */
export function NumbersPanel() {
  const t = useText();
  const channelIds = useWallPanel(({ side }) => (side?.kind === 'numbers' ? side.channelIds : NONE));
  useReturnedFocus();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    event.preventDefault();
    closeWallSide();
  };
  return (
    <aside className="insp wide" aria-label={t('cameras.numbers.title')} onKeyDown={onKeyDown}>
      <div className="ph">
        <h2>{t('cameras.numbers.title')}</h2>
        <IconButton
          icon="x"
          label={t('cameras.numbers.close')}
          autoFocus={channelIds.length === 0}
          onClick={closeWallSide}
        />
      </div>
      <div className="scr cameras-number-panel">
        {channelIds.length === 0 ? (
          <p className="t2">{t('cameras.numbers.how')}</p>
        ) : (
          <NumberForm key={channelIds.join()} channelIds={channelIds} onClose={closeWallSide} />
        )}
        <NumberFiles />
      </div>
    </aside>
  );
}
