/** Aliyun City Visual as one object. Its document has no recordings and no operation that steers a camera. */
import { mediaRulesOf } from '../core/client/media-source.ts';
import { vendorOf } from '../core/client/vendor.ts';
import { createAccountPort } from './account.ts';
import { ANSWERS } from './answers.ts';
import { CLAIMS } from './capabilities.ts';
import { createCityClient } from './wire/client.ts';
import { CityDeviceChanges } from './devices/device-changes.ts';
import { regionOf } from './wire/dialect.ts';
import { CityDirectory } from './directory.ts';
import { createCityFacts } from './facts.ts';
import { CityIntakes } from './devices/intakes.ts';
import { CityLive, TRANSPORTS } from './media/live.ts';
import { CityOnboarding } from './onboarding/onboarding.ts';

export const aliyunCityvisual = vendorOf({
  id: 'aliyun-cityvisual',
  answers: ANSWERS,
  claims: CLAIMS,
  transports: TRANSPORTS,
  createClient: createCityClient,
  partsOf: ({ client }, settings) => ({
    client,
    accountId: settings.accountId,
    regionId: regionOf(settings),
    rules: mediaRulesOf(settings),
  }),
  account: ({ client, regionId }) => createAccountPort(client, regionId),
  ports: {
    directory: ({ accountId, regionId, client }) => new CityDirectory({ accountId, regionId }, client),
    live: ({ client, regionId, rules }) => new CityLive(client, regionId, rules),
    onboarding: ({ client, regionId }) => new CityOnboarding(client, regionId),
    intakes: ({ accountId, regionId, client }) => new CityIntakes({ accountId, regionId }, client),
    deviceChanges: ({ client, regionId }) => new CityDeviceChanges(client, regionId),
    facts: ({ client, regionId }) => createCityFacts(client, regionId),
  },
});
