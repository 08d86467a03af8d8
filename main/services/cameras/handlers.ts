import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { AdoptionService } from './adoption.ts';
import type { AskingService } from './asking.ts';
import type { CameraLooksService } from './camera-looks.ts';
import type { DirectoryService } from './directory.ts';
import type { NumbersService } from './numbers.ts';
import type { ReplacementService } from './replacement.ts';
import type { SitesService } from './sites.ts';

export type CameraRequests = Extract<
  RequestName,
  `directory.${string}` | `number.${string}` | `site.${string}` | `look.${string}`
>;

interface Services {
  readonly directory: DirectoryService;
  readonly asking: AskingService;
  readonly adoption: AdoptionService;
  readonly replacement: ReplacementService;
  readonly numbers: NumbersService;
  readonly sites: SitesService;
  readonly looks: CameraLooksService;
}

export function cameraHandlers({
  directory,
  asking,
  adoption,
  replacement,
  numbers,
  sites,
  looks,
}: Services): Pick<Handlers, CameraRequests> {
  return {
    'directory.states': async () => directory.states(),
    'directory.refresh': async ({ accountId }) => directory.refresh(accountId),
    'directory.page': async (request) => directory.page(request),
    'directory.ask': async ({ channelIds }) => (asking.ask(channelIds), null),
    'directory.renewed-ids': async ({ ids }) => [...(await adoption.renewed(ids))],
    'directory.replace': ({ from, to }) => replacement.replace(from, to),
    'number.set': async (piece) => (await numbers.set(piece), null),
    'number.export': async () => numbers.export(),
    'look.list': async () => ({ looks: [...looks.list()] }),
    'look.set': async (look) => (looks.set(look), null),
    'site.list': async () => sites.list(),
    'site.cameras': async (request) => sites.cameras(request),
    'site.create': async (request) => sites.create(request),
    'site.rename': async (request) => sites.rename(request),
    'site.move': async (request) => sites.move(request),
    'site.remove': async ({ siteId }) => sites.remove(siteId),
    'site.place': async (request) => sites.place(request),
    'site.take-out': async (request) => sites.takeOut(request),
  };
}
