/** Everything that the registry knows of Huawei IVM. */
import { mediaRulesOf } from '../core/client/media-source.ts';
import { vendorOf } from '../core/client/vendor.ts';
import { createAccountPort } from './account.ts';
import { ANSWERS } from './answers.ts';
import { IvmCameraSettings, IvmDeviceAbilities, IvmDevicePasswords } from './devices/camera-settings.ts';
import { CLAIMS } from './capabilities.ts';
import { createIvmClient } from './wire/client.ts';
import { IvmDeviceChanges } from './devices/device-changes.ts';
import { IvmDeviceFacts } from './devices/device-facts.ts';
import { IvmDirectory } from './directory.ts';
import { createIvmFacts } from './facts.ts';
import { IvmGroups } from './devices/groups.ts';
import { IvmLive, IvmPlayback, TRANSPORTS } from './media/media.ts';
import { IvmOnboarding } from './onboarding/onboarding.ts';
import { IvmPlans } from './recording/plans.ts';
import { IvmCruises } from './control/cruises.ts';
import { IvmPresets } from './control/presets.ts';
import { createIvmPtz } from './control/ptz.ts';
import { IvmRecords } from './recording/records.ts';
import { IvmSnapshots } from './media/snapshots.ts';
import { IvmTargets } from './targets/targets.ts';

export const huaweiIvm = vendorOf({
  id: 'huawei-ivm',
  answers: ANSWERS,
  claims: CLAIMS,
  transports: TRANSPORTS,
  createClient: createIvmClient,
  partsOf: (made, settings) => {
    const { accountId, endpoint } = settings;
    return { ...made, accountId, endpoint, rules: mediaRulesOf(settings) };
  },
  account: ({ client, tokens }) => createAccountPort(client, tokens),
  ports: {
    directory: ({ accountId, client }) => new IvmDirectory(accountId, client),
    live: (parts) => new IvmLive(parts),
    records: ({ client }) => new IvmRecords(client),
    playback: (parts) => new IvmPlayback(parts),
    snapshots: (parts) => new IvmSnapshots(parts),
    plans: ({ client }) => new IvmPlans(client),
    ptz: ({ client }) => createIvmPtz(client),
    presets: ({ client }) => new IvmPresets(client),
    cruises: ({ client }) => new IvmCruises(client),
    targets: ({ accountId, client }) => new IvmTargets(accountId, client),
    onboarding: ({ client }) => new IvmOnboarding(client),
    deviceFacts: ({ client }) => new IvmDeviceFacts(client),
    deviceChanges: ({ client }) => new IvmDeviceChanges(client),
    groups: ({ accountId, client }) => new IvmGroups(accountId, client),
    cameraSettings: ({ client }) => new IvmCameraSettings(client),
    devicePasswords: ({ client }) => new IvmDevicePasswords(client),
    deviceAbilities: ({ client }) => new IvmDeviceAbilities(client),
    facts: ({ client }) => createIvmFacts(client),
  },
});
