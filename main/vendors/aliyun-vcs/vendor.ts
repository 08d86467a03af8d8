/**
 * Aliyun VCS as one object. It has no list of recordings: the document offers a playback URL for a range and no way to ask
 * what was recorded. It steers no cameras.
 */
import { mediaRulesOf } from '../core/client/media-source.ts';
import { vendorOf } from '../core/client/vendor.ts';
import { createAccountPort } from './account.ts';
import { ANSWERS } from './answers.ts';
import { CameraFactsCache } from './devices/camera-facts-cache.ts';
import { VcsCameraSettings } from './devices/camera-settings.ts';
import { CLAIMS } from './capabilities.ts';
import { createVcsClient } from './wire/client.ts';
import { VcsDataSources } from './devices/data-sources.ts';
import { VcsDeviceChanges } from './devices/device-changes.ts';
import { VcsDeviceFacts } from './devices/device-facts.ts';
import { VcsDeviceSecrets } from './devices/device-secrets.ts';
import { VcsDirectory } from './directory.ts';
import { createVcsFacts } from './facts.ts';
import { VcsGroups } from './devices/groups.ts';
import { TRANSPORTS, VcsLive, VcsPlayback } from './media/media.ts';
import { VcsOnboarding } from './onboarding/onboarding.ts';
import { VcsSnapshots } from './media/snapshots.ts';

export const aliyunVcs = vendorOf({
  id: 'aliyun-vcs',
  answers: ANSWERS,
  claims: CLAIMS,
  transports: TRANSPORTS,
  createClient: createVcsClient,
  partsOf: ({ client }, settings) => {
    const { accountId } = settings;
    return { client, accountId, cameraFacts: new CameraFactsCache(client), rules: mediaRulesOf(settings) };
  },
  account: ({ client }) => createAccountPort(client),
  ports: {
    directory: ({ accountId, client, cameraFacts }) => new VcsDirectory(accountId, client, cameraFacts),
    live: (parts) => new VcsLive(parts),
    playback: (parts) => new VcsPlayback(parts),
    snapshots: (parts) => new VcsSnapshots(parts),
    onboarding: ({ client }) => new VcsOnboarding(client),
    dataSources: ({ client }) => new VcsDataSources(client),
    deviceFacts: ({ client }) => new VcsDeviceFacts(client),
    deviceSecrets: ({ client }) => new VcsDeviceSecrets(client),
    deviceChanges: ({ client }) => new VcsDeviceChanges(client),
    groups: ({ accountId, client }) => new VcsGroups(accountId, client),
    cameraSettings: ({ client }) => new VcsCameraSettings(client),
    facts: ({ client }) => createVcsFacts(client),
  },
});
