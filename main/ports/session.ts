/**
 * The functions of a cloud, in the domain's words. A cloud supplies the ports that it has; services ask a session for a
 * port and treat a missing port as "this cloud does not offer it". Every method throws AppError and nothing else.
 */
import type { AccountId } from '../../preload/domain/ids.ts';
import type { VendorId } from '../../preload/domain/vendor.ts';
import type { Redactor } from '../redactor.ts';
import type { Credential } from '../secret.ts';
import type { AccountPort } from './account.ts';
import type { AnswerReader } from './answers.ts';
import type { CallPort } from './calls.ts';
import type { CameraAccessPort } from './camera-access.ts';
import type { CameraSettingsPort, DeviceAbilityPort, DevicePasswordPort } from './camera-settings.ts';
import type { CredentialPort } from './credentials.ts';
import type { DataSourcePort } from './data-sources.ts';
import type { DeviceChangePort } from './device-changes.ts';
import type { DeviceFactsPort } from './device-facts.ts';
import type { DeviceSecretPort } from './device-secrets.ts';
import type { DirectoryPort } from './directory.ts';
import type { DownloadPort } from './downloads.ts';
import type { FactsPort } from './facts.ts';
import type { GroupPort } from './groups.ts';
import type { IntakePort } from './intakes.ts';
import type { LivePort } from './live.ts';
import type { OnboardingPort } from './onboarding.ts';
import type { MediaTrust } from './media-trust.ts';
import type { PlanPort } from './plans.ts';
import type { PlaybackPort } from './playback.ts';
import type { CruisePort } from './cruises.ts';
import type { PresetPort } from './presets.ts';
import type { PtzPort } from './ptz.ts';
import type { RecordPort } from './records.ts';
import type { RetrievalPort } from './retrievals.ts';
import type { SnapshotPort } from './snapshots.ts';
import type { TargetPort } from './targets.ts';
import type { TokenStore } from './tokens.ts';
import type { WorkbookPort } from './workbooks.ts';

export interface SessionSettings {
  readonly accountId: AccountId;
  readonly endpoint: string;
  readonly region: string | null;
  readonly credential: Credential;
  readonly tokens: TokenStore;
  /** Stars the account's secrets; without it the session has one of its own, which knows what it signs with. */
  readonly redactor?: Redactor;
  /** Reads long answers beside the main thread; without it they are read where they come. */
  readonly reader?: AnswerReader;
  /** For media alone, never for calls; without it no host may send over plain http or with a certificate of its own. */
  readonly trust?: MediaTrust;
}

/** The settings that create the client of a cloud. */
export type ClientSettings = Pick<SessionSettings, 'endpoint' | 'credential' | 'redactor' | 'reader'>;

/** All functions that a cloud may offer. A new port is added by a line here; clouds without the port need no change. */
export interface Ports {
  readonly directory: DirectoryPort;
  readonly live: LivePort;
  readonly records: RecordPort;
  readonly playback: PlaybackPort;
  readonly downloads: DownloadPort;
  readonly retrievals: RetrievalPort;
  readonly snapshots: SnapshotPort;
  readonly plans: PlanPort;
  readonly ptz: PtzPort;
  readonly presets: PresetPort;
  readonly cruises: CruisePort;
  readonly targets: TargetPort;
  readonly onboarding: OnboardingPort;
  readonly dataSources: DataSourcePort;
  readonly credentials: CredentialPort;
  readonly intakes: IntakePort;
  readonly workbooks: WorkbookPort;
  readonly deviceFacts: DeviceFactsPort;
  readonly deviceSecrets: DeviceSecretPort;
  readonly deviceChanges: DeviceChangePort;
  readonly groups: GroupPort;
  readonly cameraSettings: CameraSettingsPort;
  readonly cameraAccess: CameraAccessPort;
  readonly devicePasswords: DevicePasswordPort;
  readonly deviceAbilities: DeviceAbilityPort;
  readonly facts: FactsPort;
  readonly calls: CallPort;
}

/** One account's conversation with its cloud: token, connections, limits. Dispose it to close them. */
export interface VendorSession extends Readonly<Partial<Ports>> {
  readonly vendor: VendorId;
  readonly account: AccountPort;
  dispose(): Promise<void>;
}

export type SessionFactory = (settings: SessionSettings) => VendorSession;
