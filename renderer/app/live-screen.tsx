/** The live screen: the wall, with the cameras or the list of walls beside it. It joins several features, so app lays it out. */
import { Suspense } from 'react';
import { CameraPanel } from '../features/cameras/camera-panel.tsx';
import { LiveStage } from '../features/live/live-stage.tsx';
import { useText } from '../i18n/i18n.ts';
import { LoadingPanel } from '../shell/loading.tsx';
import { ScreenFrame } from '../shell/screen-frame.tsx';
import { Region } from '../shell/region.tsx';
import { SidePanel } from '../shell/side-panel.tsx';
import { usePreferences } from '../state/page/preferences.ts';
import { useWallPanel } from '../state/page/wall-panel.ts';
import { fetched } from '../ui/fetched.ts';

const SequencePanel = fetched(
  'sequences',
  async () => (await import('../features/sequences/sequence-panel.tsx')).SequencePanel,
);
const NumbersPanel = fetched(
  'cameras',
  async () => (await import('../features/cameras/numbers/numbers-panel.tsx')).NumbersPanel,
);
const RemovedPanel = fetched(
  'removed',
  async () => (await import('../features/removed/removed-panel.tsx')).RemovedPanel,
);
const WallsPanel = fetched('walls', async () => (await import('../features/walls/walls-panel.tsx')).WallsPanel);
const WallSide = fetched('walls', async () => (await import('../features/walls/wall-side.tsx')).WallSide);
const WallMenus = fetched('walls', async () => (await import('../features/walls/wall-menus.tsx')).WallMenus);

export function LiveScreen() {
  const t = useText();
  const isWallListOpen = useWallPanel((state) => state.isListOpen);
  const side = useWallPanel((state) => state.side?.kind ?? null);
  const hasWallMenu = useWallPanel((state) => state.menu !== null);
  const isSidePanelOpen = usePreferences((state) => state.isSidePanelOpen);
  return (
    <>
      {isSidePanelOpen ? (
        <SidePanel>
          {isWallListOpen ? (
            <Region name="walls" key="walls">
              <Suspense fallback={<LoadingPanel name={t('walls.names.title')} />}>
                <WallsPanel />
              </Suspense>
            </Region>
          ) : (
            <Region name="cameras" key="cameras">
              <CameraPanel />
            </Region>
          )}
        </SidePanel>
      ) : null}
      <ScreenFrame screen="live">
        <LiveStage />
      </ScreenFrame>
      {side === 'sequences' ? (
        <Region name="sequences">
          <Suspense fallback={null}>
            <SequencePanel />
          </Suspense>
        </Region>
      ) : null}
      {side === 'numbers' ? (
        <Region name="cameras">
          <Suspense fallback={null}>
            <NumbersPanel />
          </Suspense>
        </Region>
      ) : null}
      {side === 'removed' ? (
        <Region name="removed">
          <Suspense fallback={null}>
            <RemovedPanel />
          </Suspense>
        </Region>
      ) : null}
      {side !== null && side !== 'sequences' && side !== 'numbers' && side !== 'removed' ? (
        <Region name="walls">
          <Suspense fallback={null}>
            <WallSide />
          </Suspense>
        </Region>
      ) : null}
      <Suspense fallback={null}>{hasWallMenu ? <WallMenus /> : null}</Suspense>
    </>
  );
}
