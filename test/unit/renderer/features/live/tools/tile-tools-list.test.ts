import { beforeAll, expect, it } from 'vitest';
import type { ChannelId } from '../../../../../../preload/domain/ids.ts';
import '../../../../../../renderer/app/areas.ts'; // declares the keys of the actions
import { toolsOf, type ToolState } from '../../../../../../renderer/features/live/tools/tile-tools-list.ts';
import { textNow } from '../../../../../../renderer/i18n/i18n.ts';
import { slotOf } from '../../../../../../renderer/media/slot-key.ts';
import { loadAllTexts } from '../../../../../area-texts.ts';
import { toolState } from './tool-sample.ts';

const channelId = 'acc:d/a' as ChannelId;
const props = { tile: 0, slotKey: slotOf(channelId, 0), channelId, channel: undefined };

beforeAll(loadAllTexts);

const soundOf = (own: Partial<ToolState>) =>
  toolsOf(textNow(), props as never, toolState(own)).find((tools) => 'sound' in tools)?.['sound'];

it('the sound of a replay can be asked for while the camera has no live picture, and the sound of the camera cannot', () => {
  expect(soundOf({})).toMatchObject({ name: 'Listen', reason: 'no picture yet' });
  expect(soundOf({ isReplaying: true })).toMatchObject({ name: 'Listen to the replay' });
  expect(soundOf({ isReplaying: true })?.reason).toBeUndefined();
});
