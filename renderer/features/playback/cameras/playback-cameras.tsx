/** The side panel of playback: the cameras of the review, or all cameras, from which the review takes more. */
import type { ReactNode } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { Segmented } from '../../../ui/form/segmented.tsx';
import { CameraList } from './camera-list.tsx';
import { showAllCameras, useCameraChoice } from './camera-choice.ts';
import { useSession } from '../session.ts';

/** @param list all cameras, as beside the wall: a list of another area, so app gives it. */
export function PlaybackCameras({ list }: { readonly list: ReactNode }) {
  const t = useText();
  const count = useSession(({ cameras }) => cameras.length);
  const isAll = useCameraChoice((state) => state.isAll);
  return (
    <>
      <div className="playback-which">
        <Segmented
          label={t('playback.which.label')}
          options={[
            { value: 'review', label: t('playback.which.review', { count }) },
            { value: 'all', label: t('playback.which.all') },
          ]}
          value={isAll ? 'all' : 'review'}
          onChange={(value) => showAllCameras(value === 'all')}
        />
      </div>
      {isAll ? list : <CameraList />}
    </>
  );
}
