/** Huawei VIS as one object. It records to OBS and offers no interface to the recordings, and steers no cameras. */
import { Secret } from '../../secret.ts';
import { mediaRulesOf } from '../core/client/media-source.ts';
import type { TokenSource } from '../core/client/token-source.ts';
import { vendorOf } from '../core/client/vendor.ts';
import { createAccountPort } from './account.ts';
import { ANSWERS } from './answers.ts';
import { VisCameraAccess } from './devices/camera-access.ts';
import { CLAIMS } from './capabilities.ts';
import { createVisClient } from './wire/client.ts';
import { VisCredentials } from './devices/credentials.ts';
import { TOKEN } from './wire/dialect.ts';
import { VisDeviceChanges } from './devices/device-changes.ts';
import { VisDeviceFacts } from './devices/device-facts.ts';
import { VisDirectory } from './directory.ts';
import { createVisFacts } from './facts.ts';
import { TRANSPORTS, VisLive, type PullToken } from './media/live.ts';
import { VisOnboarding } from './onboarding/onboarding.ts';

/** The token as it is now, for pulling private streams. */
function pullTokenOf(tokens: TokenSource): (signal: AbortSignal) => Promise<PullToken> {
  return async (signal) => {
    const { secrets } = await tokens.current(signal);
    return { token: secrets[TOKEN] ?? new Secret(''), expiresAtMs: tokens.expiresAtMs };
  };
}

export const huaweiVis = vendorOf({
  id: 'huawei-vis',
  answers: ANSWERS,
  claims: CLAIMS,
  transports: TRANSPORTS,
  createClient: createVisClient,
  partsOf: (made, settings) => ({
    ...made,
    endpoint: settings.endpoint,
    directory: new VisDirectory(settings.accountId, made.client, made.catalogue, made.dialect),
    pullToken: made.tokens && pullTokenOf(made.tokens),
    rules: mediaRulesOf(settings),
  }),
  account: createAccountPort,
  ports: {
    directory: ({ directory }) => directory,
    live: (parts) => new VisLive(parts),
    onboarding: ({ client, tokens }) => new VisOnboarding(client, tokens !== null),
    credentials: ({ client }) => new VisCredentials(client),
    cameraAccess: ({ client }) => new VisCameraAccess(client),
    deviceChanges: ({ client }) => new VisDeviceChanges(client),
    deviceFacts: ({ client }) => new VisDeviceFacts(client),
    facts: ({ client }) => createVisFacts(client),
  },
});
