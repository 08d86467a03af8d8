/** What the handlers call. The composition root fills it. */
import type { AppInfo } from '../../../preload/contract/app.ts';
import type { AccountFactsService } from '../../services/account-facts.ts';
import type { AccountFilesService } from '../../services/account-files.ts';
import type { AccountsService } from '../../services/accounts.ts';
import type { CaptureSettingsService } from '../../services/capture-settings.ts';
import type { ClipsService } from '../../services/clips.ts';
import type { ConsoleService } from '../../services/console.ts';
import type { DemoService } from '../../services/demo.ts';
import type { DirectoryService } from '../../services/directory.ts';
import type { LinksService } from '../../services/links.ts';
import type { LiveService } from '../../services/live.ts';
import type { PreferencesService } from '../../services/preferences.ts';
import type { PtzService } from '../../services/ptz.ts';
import type { SequencesService } from '../../services/sequences.ts';
import type { SitesService } from '../../services/sites.ts';
import type { WallCamerasService } from '../../services/wall-cameras.ts';
import type { WallFilesService } from '../../services/wall-files.ts';
import type { WallLibraryService } from '../../services/wall-library.ts';
import type { WallReports } from '../../services/wall-reports.ts';
import type { WallVersionsService } from '../../services/wall-versions.ts';
import type { WallsService } from '../../services/walls.ts';
import type { WindowsService } from '../../services/windows.ts';

export interface Services {
  readonly info: () => AppInfo;
  readonly preferences: PreferencesService;
  readonly reports: WallReports;
  readonly accounts: AccountsService;
  readonly accountFacts: AccountFactsService;
  readonly accountFiles: AccountFilesService;
  readonly directory: DirectoryService;
  readonly links: LinksService;
  readonly live: LiveService;
  readonly walls: WallsService;
  readonly wallLibrary: WallLibraryService;
  readonly wallVersions: WallVersionsService;
  readonly wallCameras: WallCamerasService;
  readonly wallFiles: WallFilesService;
  readonly windows: WindowsService;
  readonly sequences: SequencesService;
  readonly sites: SitesService;
  readonly ptz: PtzService;
  readonly clips: ClipsService;
  readonly captureSettings: CaptureSettingsService;
  readonly demo: DemoService;
  readonly console: ConsoleService;
}
