/** The window: bars around one screen. The live screen comes with it; other screens are loaded when first shown. */
import { Suspense, type ComponentType } from 'react';
import { LiveStage } from '../features/live/live-stage.tsx';
import { useText } from '../i18n/i18n.ts';
import { findIn } from '../shell/actions.ts';
import { ActivityBar } from '../shell/activity-bar.tsx';
import { CommandPalette } from '../shell/command-palette.tsx';
import { ConnectionBanner, EntryBanner } from '../shell/connection-banner.tsx';
import { EntryRefused } from '../shell/entry-refused.tsx';
import { useFailureReports } from '../shell/failure-reports.ts';
import { KioskBar } from '../shell/kiosk-bar.tsx';
import { KioskLine } from '../shell/kiosk-line.tsx';
import { LoadingPanel } from '../shell/loading.tsx';
import { ScreenFrame } from '../shell/screen-frame.tsx';
import { usePastedLinks } from '../features/walls/pasted-links.ts';
import { OverlayRegion, Region } from '../shell/region.tsx';
import { ScreenTabs } from '../shell/screen-tabs.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { SidePanel } from '../shell/side-panel.tsx';
import { StatusBar } from '../shell/status-bar.tsx';
import { TitleBar } from '../shell/title-bar.tsx';
import { useActions, type Runs } from '../state/actions/shortcut-actions.ts';
import type { Area, AreaScreen } from '../state/actions/area.ts';
import { inOrder } from '../state/actions/in-order.ts';
import { useConnection } from '../state/page/connection.ts';
import { useKiosk, type Kiosk } from '../state/page/kiosk.ts';
import { closeDialog, useNavigation, type DialogId } from '../state/page/navigation.ts';
import { usePreferences } from '../state/page/preferences.ts';
import { useWalls } from '../state/walls/walls.ts';
import { fetched } from '../ui/fetched.ts';
import { ACTIVITIES, AREAS } from './areas.ts';

const KioskNote = fetched(async () => (await import('../features/walls/kiosk-note.tsx')).KioskNote);
const KeySheet = fetched(async () => (await import('../features/settings/key-sheet.tsx')).KeySheet);
const HelpDialog = fetched(async () => (await import('../features/help/help-dialog.tsx')).HelpDialog);

/** With the type of any area: most have only some of the fields. */
const areas: readonly Area[] = AREAS;

const statusItems = inOrder(areas.map(({ status }) => status ?? []));

const SettingsDialog = fetched(async () => {
  const dialog = await import('../features/settings/settings-dialog.tsx');
  const sections = await dialog.loadSections(inOrder(areas.map(({ settings }) => settings ?? [])));
  return () => <dialog.SettingsDialog sections={sections} />;
});

const PictureDialog = fetched(async () => (await import('../features/pictures/picture-dialog.tsx')).PictureDialog);

const DeviceDialog = fetched(async () => (await import('../features/devices/device-dialog.tsx')).DeviceDialog);

const CameraSettingsDialog = fetched(
  async () => (await import('../features/devices/settings/settings-dialog.tsx')).CameraSettingsDialog,
);

const ReplaceDialog = fetched(
  async () => (await import('../features/devices/replace/replace-dialog.tsx')).ReplaceDialog,
);

const MoveDialog = fetched(async () => (await import('../features/devices/change/move-dialog.tsx')).MoveDialog);

const DIALOGS: Readonly<Record<DialogId, ComponentType>> = {
  settings: SettingsDialog,
  keys: KeySheet,
  help: HelpDialog,
  picture: PictureDialog,
  device: DeviceDialog,
  'device-move': MoveDialog,
  'camera-settings': CameraSettingsDialog,
  'camera-replace': ReplaceDialog,
};

/** Dialogs without a device or a camera, which the others forget as they close. */
const REOPENED: ReadonlySet<DialogId> = new Set<DialogId>(['settings', 'keys', 'help']);

const runs: Runs = {
  ...Object.fromEntries(areas.flatMap(({ actions }) => Object.entries(actions?.runs ?? {}))),
  'app.find': () => findIn(areas),
};

/** A wall alone on the screen is the whole window: nothing beside it, and no key that changes it. Playback takes its place. */
export function App() {
  const { kiosk, isKnown } = useKiosk();
  const refusal = useConnection((state) => state.refusal);
  useFailureReports();
  if (refusal !== null) return <EntryRefused refusal={refusal} />;
  if (!isKnown) return <UnknownApp />;
  return (
    <Region name="window" isWindow>
      {kiosk === null ? <OperatorApp /> : <KioskApp kiosk={kiosk} />}
    </Region>
  );
}

/** Main ended before it said which window this is. Usually its answer is there before anything is drawn. */
function UnknownApp() {
  const isConnected = useConnection((state) => state.isConnected);
  return isConnected ? null : (
    <div className="app bannered">
      <ConnectionBanner />
    </div>
  );
}

function KioskApp({ kiosk }: { readonly kiosk: Kiosk }) {
  useActions(runs);
  useShortcuts();
  const current = useNavigation((state) => state.screen);
  const isKnown = useWalls(({ load }) => load.status === 'ready');
  const wallName = useWalls(({ walls }) => walls.find(({ id }) => id === kiosk.wallId)?.name);
  const screen = areas.find(({ id }) => id === current)?.screen;
  const Other = screen?.kiosk === true ? screen.Content : null;
  return (
    <div className="app kiosk">
      <KioskBar kiosk={kiosk} wallName={wallName} />
      <main className="main">
        {kiosk.wallId === null || (isKnown && wallName === undefined) ? (
          <Region name="kiosk">
            <Suspense fallback={null}>
              <KioskNote />
            </Suspense>
          </Region>
        ) : (
          <ScreenFrame screen={Other === null ? 'live' : current}>
            {Other === null ? <LiveStage /> : <Other />}
          </ScreenFrame>
        )}
      </main>
      <KioskLine />
    </div>
  );
}

function OperatorApp() {
  useActions(runs);
  useShortcuts();
  usePastedLinks();
  const { isConnected, isEntryRepeated } = useConnection();
  const isPaletteOpen = useNavigation((state) => state.isPaletteOpen);
  const screen = useNavigation((state) => state.screen);
  const dialog = useNavigation((state) => state.dialog);
  return (
    <div className={isConnected && !isEntryRepeated ? 'app' : 'app bannered'} data-screen={screen}>
      <TitleBar tabs={<ScreenTabs areas={areas} />} />
      {isConnected ? isEntryRepeated ? <EntryBanner /> : null : <ConnectionBanner />}
      <ActivityBar activities={ACTIVITIES} />
      <main className="main">
        <CurrentScreen />
      </main>
      <StatusBar items={statusItems} />
      {isPaletteOpen ? <CommandPalette areas={areas} /> : null}
      {/* The key: while a dialog is fetched, React must not keep showing the dialog before it. */}
      {dialog === null ? null : <OpenDialog key={dialog} dialog={dialog} />}
    </div>
  );
}

function OpenDialog({ dialog }: { readonly dialog: DialogId }) {
  const Content = DIALOGS[dialog];
  const reopen = REOPENED.has(dialog) ? () => useNavigation.setState({ dialog }) : undefined;
  return (
    <OverlayRegion overlay={dialog} onClose={closeDialog} reopen={reopen}>
      <Suspense fallback={null}>
        <Content />
      </Suspense>
    </OverlayRegion>
  );
}

function CurrentScreen() {
  const current = useNavigation((state) => state.screen);
  const isSidePanelOpen = usePreferences((state) => state.isSidePanelOpen);
  const screen = areas.find(({ id }) => id === current)?.screen;
  if (screen === undefined) return null;
  return (
    <>
      {isSidePanelOpen && screen.side ? <Side side={screen.side} /> : null}
      {screen.isWhole ? (
        <screen.Content />
      ) : (
        <ScreenFrame screen={current}>
          <screen.Content />
        </ScreenFrame>
      )}
    </>
  );
}

function Side({ side: { region, title, Content } }: { readonly side: NonNullable<AreaScreen['side']> }) {
  const t = useText();
  return (
    <SidePanel>
      <Region name={region}>
        <Suspense fallback={<LoadingPanel name={title(t)} />}>
          <Content />
        </Suspense>
      </Region>
    </SidePanel>
  );
}
