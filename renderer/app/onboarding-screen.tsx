/** Adding cameras joins the live picture with the steps of a new camera, so app lays it out. */
import { useEffect } from 'react';
import type { ChannelId } from '../../preload/domain/ids.ts';
import { StagePicture } from '../features/live/ptz/stage-picture.tsx';
import { OnboardingPage } from '../features/onboarding/onboarding-page.tsx';
import { useText } from '../i18n/i18n.ts';
import { slotNamed } from '../media/slot-key.ts';
import { selectPlayer, usePlayers } from '../state/players/players.ts';

export const OnboardingScreen = () => <OnboardingPage Picture={FirstPicture} />;

interface PictureProps {
  readonly channelId: ChannelId;
  readonly onDecoded: () => void;
}

function FirstPicture({ channelId, onDecoded }: PictureProps) {
  const t = useText();
  const player = usePlayers(selectPlayer(slotNamed(channelId, 'stage')));
  const isDecoded = player?.state.phase === 'playing' || player?.state.phase === 'delayed';
  useEffect(() => {
    if (isDecoded) onDecoded();
  }, [isDecoded, onDecoded]);
  return <StagePicture channelId={channelId} label={t('onboarding.steps.picture')} />;
}
