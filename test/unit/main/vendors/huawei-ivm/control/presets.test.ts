import { afterEach, expect, it } from 'vitest';
import type { PresetPort } from '../../../../../../main/ports/presets.ts';
import { channelId, startTinyCloud, type TinyCloud } from '../cloud.ts';

const signal = new AbortController().signal;

let cloud: TinyCloud | undefined;
afterEach(() => cloud?.close());

async function portWith(answerOf: () => object): Promise<PresetPort> {
  cloud = await startTinyCloud(answerOf);
  return cloud.session.presets as PresetPort;
}

it('the client reads a list of 512 presets with their pictures, which is longer than other answers may be', async () => {
  const picture = Buffer.alloc(30_000, 0xff).toString('base64');
  const rows = Array.from({ length: 512 }, (_, i) => ({
    preset_index: i + 1,
    preset_name: `view ${i + 1}`,
    jpg_base64: picture,
  }));
  const port = await portWith(() => ({ preset_positions: rows }));
  const { presets, unreadable } = await port.list(channelId, signal);
  expect([presets.length, unreadable, presets[511]?.picture?.length]).toEqual([512, 0, 30_000]);
});

it('rows that name no preset are counted, and the other rows are listed', async () => {
  const rows = [{ preset_index: 3, preset_name: '', jpg_base64: '' }, { preset_name: 'lost' }, { preset_index: 513 }];
  const port = await portWith(() => ({ preset_positions: rows }));
  expect(await port.list(channelId, signal)).toEqual({
    presets: [{ index: 3, name: null, picture: null }],
    unreadable: 2,
  });
});

it('an answer without a list of presets is an error, and not an empty list', async () => {
  const port = await portWith(() => ({}));
  await expect(port.list(channelId, signal)).rejects.toMatchObject({ code: 'network.bad-answer' });
});
