/** A picture that the cloud had a camera take now, over the screen. */
import { useEffect } from 'react';
import type { PictureNow } from '../../../preload/contract/pictures.ts';
import { useText } from '../../i18n/i18n.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { closeDialog } from '../../state/page/navigation.ts';
import { forgetPicture, takePicture, usePictureNow } from '../../state/pictures/picture-now.ts';
import { Dialog } from '../../ui/float/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { clockText } from '../../ui/format.ts';
import { useNowMs } from '../../ui/now.ts';
import './pictures.css';

export function PictureDialog() {
  const t = useText();
  const { channelId, isAsking, picture, error } = usePictureNow();
  const channel = useDirectory((state) => (channelId === null ? undefined : state.view.byId.get(channelId)));
  useEffect(() => forgetPicture, []);
  const camera = channel === undefined ? '' : `${channel.number} ${channel.name}`;
  return (
    <Dialog
      className="pictures-dialog"
      title={t('pictures.title', { camera })}
      closeLabel={t('pictures.close')}
      onClose={closeDialog}
    >
      <div className="pictures-place">
        {picture === null ? null : <img src={picture.data} alt={t('pictures.of', { camera })} />}
        {picture === null && isAsking ? <p className="t2">{t('pictures.asking')}</p> : null}
      </div>
      <div className="pictures-words" role="status">
        {picture === null ? null : <p>{t('pictures.asked', { time: clockText(picture.askedAtMs) })}</p>}
        {picture !== null && isAsking ? <p className="t2">{t('pictures.asking')}</p> : null}
      </div>
      {error === null ? null : (
        <div className="pictures-words">
          <ErrorText error={error} />
        </div>
      )}
      <div className="insp-f">
        <Again picture={picture} isAsking={isAsking} />
      </div>
    </Dialog>
  );
}

interface AgainProps {
  readonly picture: PictureNow | null;
  readonly isAsking: boolean;
}

/** Closed while the cloud takes no other picture of the camera, with the seconds that are left. */
function Again({ picture, isAsking }: AgainProps) {
  const t = useText();
  // The clock of the page beats once a second: it may lag behind the answer.
  const nowMs = Math.max(useNowMs(), picture?.askedAtMs ?? 0);
  const seconds = Math.ceil(((picture?.againAtMs ?? 0) - nowMs) / 1_000);
  const isClosed = isAsking || seconds > 0;
  return (
    // Not `disabled`: the focus would leave the dialog, and Escape would close nothing.
    <button type="button" className="btn" aria-disabled={isClosed} onClick={() => !isClosed && void takePicture()}>
      {seconds > 0 ? t('pictures.againIn', { seconds }) : t('pictures.again')}
    </button>
  );
}
