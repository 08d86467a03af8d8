/** Everything that the registry knows of Tencent IVP. */
import { mediaRulesOf } from '../core/client/media-source.ts';
import { vendorOf } from '../core/client/vendor.ts';
import { createAccountPort } from './account.ts';
import { ANSWERS } from './answers.ts';
import { CLAIMS } from './capabilities.ts';
import { createIvpClient } from './wire/client.ts';
import { IvpDeviceChanges } from './devices/device-changes.ts';
import { IvpDeviceFacts } from './devices/device-facts.ts';
import { IvpDeviceSecrets } from './devices/device-secrets.ts';
import { IvpGroups } from './devices/groups.ts';
import { IvpDirectory } from './directory.ts';
import { IvpDownloads } from './recording/downloads.ts';
import { createIvpFacts } from './facts.ts';
import { IvpLive, TRANSPORTS } from './media/live.ts';
import { IvpOnboarding } from './onboarding/onboarding.ts';
import { IvpPlans } from './recording/plans.ts';
import { IvpPlayback } from './media/playback.ts';
import { IvpPresets } from './control/presets.ts';
import { createIvpPtz } from './control/ptz.ts';
import { IvpRecords } from './recording/records.ts';
import { IvpRetrievals } from './recording/retrievals.ts';
import { IvpWorkbooks } from './devices/workbooks.ts';

export const tencentIvp = vendorOf({
  id: 'tencent-ivp',
  answers: ANSWERS,
  claims: CLAIMS,
  transports: TRANSPORTS,
  createClient: createIvpClient,
  partsOf: (made, settings) => ({ ...made, accountId: settings.accountId, rules: mediaRulesOf(settings) }),
  account: ({ client }) => createAccountPort(client),
  ports: {
    directory: ({ accountId, client }) => new IvpDirectory(accountId, client),
    live: ({ client, rules }) => new IvpLive(client, rules),
    records: ({ client }) => new IvpRecords(client),
    playback: ({ client, rules }) => new IvpPlayback(client, rules),
    downloads: (parts) => new IvpDownloads(parts),
    retrievals: ({ accountId, client }) => new IvpRetrievals(client, accountId),
    plans: ({ client }) => new IvpPlans(client),
    ptz: ({ client }) => createIvpPtz(client),
    presets: ({ client }) => new IvpPresets(client),
    onboarding: ({ client }) => new IvpOnboarding(client),
    workbooks: ({ client }) => new IvpWorkbooks(client),
    deviceFacts: ({ client }) => new IvpDeviceFacts(client),
    deviceSecrets: ({ client }) => new IvpDeviceSecrets(client),
    groups: ({ accountId, client }) => new IvpGroups(accountId, client),
    deviceChanges: ({ client }) => new IvpDeviceChanges(client),
    facts: ({ client }) => createIvpFacts(client),
  },
});
