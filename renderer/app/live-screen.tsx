/** The live screen: the wall, with the cameras or the list of walls beside it. It joins several features, so app lays it out. */
import { Suspense, type ComponentType } from 'react';
import { CameraPanel } from '../features/cameras/camera-panel.tsx';
import { LiveStage } from '../features/live/live-stage.tsx';
import { useText } from '../i18n/i18n.ts';
import { LoadingPanel } from '../shell/loading.tsx';
import { ScreenFrame } from '../shell/screen-frame.tsx';
import { OverlayRegion, Region } from '../shell/region.tsx';
import { SidePanel } from '../shell/side-panel.tsx';
import { usePreferences } from '../state/page/preferences.ts';
import { closeWallMenu, useWallPanel, type WallSide as Side } from '../state/page/wall-panel.ts';
import { fetched } from '../ui/fetched.ts';

const SequencePanel = fetched(async () => (await import('../features/sequences/sequence-panel.tsx')).SequencePanel);
const NumbersPanel = fetched(async () => (await import('../features/cameras/numbers/numbers-panel.tsx')).NumbersPanel);
const RemovedPanel = fetched(async () => (await import('../features/removed/removed-panel.tsx')).RemovedPanel);
const WallsPanel = fetched(async () => (await import('../features/walls/walls-panel.tsx')).WallsPanel);
const WallSide = fetched(async () => (await import('../features/walls/wall-side.tsx')).WallSide);
const WallMenus = fetched(async () => (await import('../features/walls/wall-menus.tsx')).WallMenus);

/** Panels beside the wall. `region` names the part of the window in a crash report. */
const BESIDE: Readonly<Record<Side['kind'], { readonly region: string; readonly Panel: ComponentType }>> = {
  sequences: { region: 'sequences', Panel: SequencePanel },
  numbers: { region: 'cameras', Panel: NumbersPanel },
  removed: { region: 'removed', Panel: RemovedPanel },
  versions: { region: 'walls', Panel: WallSide },
  missing: { region: 'walls', Panel: WallSide },
  import: { region: 'walls', Panel: WallSide },
};

export function LiveScreen() {
  const t = useText();
  const isWallListOpen = useWallPanel((state) => state.isListOpen);
  const side = useWallPanel((state) => state.side?.kind ?? null);
  const beside = side === null ? null : BESIDE[side];
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
      {beside === null ? null : (
        <Region name={beside.region} key={beside.region}>
          <Suspense fallback={null}>
            <beside.Panel />
          </Suspense>
        </Region>
      )}
      {hasWallMenu ? (
        <OverlayRegion overlay="wallMenu" onClose={closeWallMenu}>
          <Suspense fallback={null}>
            <WallMenus />
          </Suspense>
        </OverlayRegion>
      ) : null}
    </>
  );
}
