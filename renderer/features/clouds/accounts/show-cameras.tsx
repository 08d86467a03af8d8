import { useEffect, useRef } from 'react';
import type { AccountView } from '../../../../preload/contract/account.ts';
import { useText } from '../../../i18n/i18n.ts';
import { refreshDirectory, useDirectory } from '../../../state/cameras/directory.ts';
import { MAX_SHOWN, showCamerasOf } from '../../../state/windows/show-cameras.ts';
import { focusIfNear } from '../../../ui/float/focus-if-near.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';

/** After a passed test: the way to the pictures, as soon as the cameras of the account are read. */
export function ShowCameras({ account: { id, label } }: { readonly account: AccountView }) {
  const t = useText();
  const total = useDirectory((state) => state.view.parts.find((part) => part.accountId === id)?.channels.length ?? 0);
  const phase = useDirectory((state) => state.states[id]?.phase);
  const button = useRef<HTMLButtonElement>(null);
  const isReady = phase === 'ready' && total > 0;
  useEffect(() => {
    if (isReady) focusIfNear(button.current);
  }, [isReady]);
  if (phase === 'failed') {
    return (
      <>
        <span className="row g1 nw">
          <StateGlyph name="error" size={10} />
          {t('clouds.testPanel.camerasFailed')}
        </span>
        <button type="button" className="btn" onClick={() => void refreshDirectory(id)}>
          {t('errors.actions.retry')}
        </button>
      </>
    );
  }
  if (phase !== 'ready') return <span className="t3 nw">{t('clouds.testPanel.readingCameras')}</span>;
  if (total === 0) return <span className="t3 nw">{t('clouds.testPanel.noCameras')}</span>;
  const count = Math.min(total, MAX_SHOWN);
  return (
    <button type="button" className="btn pri" ref={button} onClick={() => void showCamerasOf([id], label)}>
      {total > count ? t('clouds.testPanel.showFirst', { count, total }) : t('clouds.testPanel.show', { count })}
    </button>
  );
}
