import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { PresetsService } from './presets.ts';

export type PresetRequests = Extract<RequestName, `presets.${string}`>;

export function presetHandlers(presets: PresetsService): Pick<Handlers, PresetRequests> {
  return {
    'presets.list': ({ channelId }) => presets.list(channelId),
    'presets.picture': ({ channelId, picture }) => Promise.resolve({ data: presets.picture(channelId, picture) }),
    'presets.add': async ({ channelId, name, index }) => ({ index: await presets.add(channelId, name, index) }),
    'presets.rename': async ({ channelId, index, name }) => (await presets.rename(channelId, index, name), null),
    'presets.update': async ({ channelId, index }) => (await presets.update(channelId, index), null),
    'presets.delete': async ({ channelId, index }) => (await presets.delete(channelId, index), null),
    'presets.goTo': async ({ channelId, index }) => (await presets.goTo(channelId, index), null),
  };
}
