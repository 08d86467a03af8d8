/** The window: bars around one activity. The live screen comes with it; other features are loaded when first shown. */
import { lazy, Suspense, type ReactNode } from 'react';
import type { WallId } from '../../preload/domain/ids.ts';
import { CameraPanel } from '../features/cameras/camera-panel.tsx';
import { LiveStage } from '../features/live/live-stage.tsx';
import { ActivityBar } from '../shell/activity-bar.tsx';
import { CommandPalette } from '../shell/command-palette.tsx';
import { shellActions } from '../shell/actions.ts';
import { ConnectionBanner, EntryBanner } from '../shell/connection-banner.tsx';
import { EntryRefused } from '../shell/entry-refused.tsx';
import { useFailureReports } from '../shell/failure-reports.ts';
import { KioskLine } from '../shell/kiosk-line.tsx';
import { LoadingPanel, LoadingScreen } from '../shell/loading.tsx';
import { usePastedLinks } from '../shell/pasted-links.ts';
import { Region } from '../shell/region.tsx';
import { ScreenTabs } from '../shell/screen-tabs.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { SidePanel } from '../shell/side-panel.tsx';
import { StatusBar } from '../shell/status-bar.tsx';
import { TitleBar } from '../shell/title-bar.tsx';
import { useText } from '../i18n/i18n.ts';
import { useConnection } from '../state/page/connection.ts';
import { useKiosk } from '../state/page/kiosk.ts';
import { useNavigation } from '../state/page/navigation.ts';
import { usePreferences } from '../state/page/preferences.ts';
import { useActions } from '../state/actions/shortcut-actions.ts';
import { useWallPanel } from '../state/page/wall-panel.ts';

const CloudsPage = lazy(async () => ({ default: (await import('../features/clouds/clouds-page.tsx')).CloudsPage }));
const ConsolePage = lazy(async () => ({ default: (await import('../features/console/console-page.tsx')).ConsolePage }));
const SequencePanel = lazy(async () => ({
  default: (await import('../features/sequences/sequence-panel.tsx')).SequencePanel,
}));
const WallsPanel = lazy(async () => ({ default: (await import('../features/walls/walls-panel.tsx')).WallsPanel }));
const WallSide = lazy(async () => ({ default: (await import('../features/walls/wall-side.tsx')).WallSide }));
const WallMenus = lazy(async () => ({ default: (await import('../features/walls/wall-menus.tsx')).WallMenus }));
const KioskNote = lazy(async () => ({ default: (await import('../features/walls/kiosk-note.tsx')).KioskNote }));
const OperationList = lazy(async () => ({
  default: (await import('../features/console/operation-list.tsx')).OperationList,
}));
const SettingsDialog = lazy(async () => ({
  default: (await import('../features/settings/settings-dialog.tsx')).SettingsDialog,
}));
const KeySheet = lazy(async () => ({ default: (await import('../features/settings/key-sheet.tsx')).KeySheet }));

/** A wall alone on the screen is the whole window: nothing beside it, and no key that changes it. */
export function App() {
  const kiosk = useKiosk((state) => state.kiosk);
  const refusal = useConnection((state) => state.refusal);
  useFailureReports();
  if (refusal !== null) return <EntryRefused refusal={refusal} />;
  return kiosk === null ? <Desk /> : <Kiosk wallId={kiosk.wallId} />;
}

function Kiosk({ wallId }: { readonly wallId: WallId | null }) {
  useActions(shellActions);
  useShortcuts();
  return (
    <div className="app kiosk">
      <main className="main">
        {wallId === null ? (
          <Suspense fallback={null}>
            <KioskNote />
          </Suspense>
        ) : (
          <Part name="live">
            <LiveStage />
          </Part>
        )}
      </main>
      <KioskLine />
    </div>
  );
}

function Desk() {
  useActions(shellActions);
  useShortcuts();
  usePastedLinks();
  const { isConnected, isEntryRepeated } = useConnection();
  const isPaletteOpen = useNavigation((state) => state.isPaletteOpen);
  const isSettingsOpen = useNavigation((state) => state.isSettingsOpen);
  const isKeySheetOpen = useNavigation((state) => state.isKeySheetOpen);
  return (
    <div className={isConnected && !isEntryRepeated ? 'app' : 'app bannered'}>
      <TitleBar tabs={<ScreenTabs />} />
      {isConnected ? isEntryRepeated ? <EntryBanner /> : null : <ConnectionBanner />}
      <ActivityBar />
      <main className="main">
        <Screen />
      </main>
      <StatusBar />
      {isPaletteOpen ? <CommandPalette /> : null}
      {/* Apart: a dialog that is being fetched must not keep the one before it. */}
      <Suspense fallback={null}>{isSettingsOpen ? <SettingsDialog /> : null}</Suspense>
      <Suspense fallback={null}>{isKeySheetOpen ? <KeySheet /> : null}</Suspense>
    </div>
  );
}

function Screen() {
  const screen = useNavigation((state) => state.screen);
  if (screen === 'clouds') return <Part name="clouds">{<CloudsPage />}</Part>;
  if (screen === 'console') return <Console />;
  return <Live />;
}

function Live() {
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
              <Suspense fallback={<LoadingPanel name={t('walls.title')} />}>
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
      <Part name="live">
        <LiveStage />
      </Part>
      {side === 'sequences' ? (
        <Region name="sequences">
          <Suspense fallback={null}>
            <SequencePanel />
          </Suspense>
        </Region>
      ) : null}
      {side !== null && side !== 'sequences' ? (
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

function Console() {
  const t = useText();
  const isSidePanelOpen = usePreferences((state) => state.isSidePanelOpen);
  return (
    <>
      {isSidePanelOpen ? (
        <SidePanel>
          <Region name="operations">
            <Suspense fallback={<LoadingPanel name={t('console.list.title')} />}>
              <OperationList />
            </Suspense>
          </Region>
        </SidePanel>
      ) : null}
      <Part name="console">
        <ConsolePage />
      </Part>
    </>
  );
}

interface PartProps {
  readonly name: 'live' | 'clouds' | 'console';
  readonly children: ReactNode;
}

function Part({ name, children }: PartProps) {
  return (
    <Region name={name} key={name}>
      <Suspense fallback={<LoadingScreen screen={name} />}>{children}</Suspense>
    </Region>
  );
}
