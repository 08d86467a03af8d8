import { afterEach, beforeAll, expect, it } from 'vitest';
import type { AccountView } from '../../../../../../preload/contract/account.ts';
import '../../../../../../renderer/app/areas.ts'; // declares the keys of the actions
import { toolsOf } from '../../../../../../renderer/features/live/tools/tile-tools-list.ts';
import { textIn } from '../../../../../../renderer/i18n/i18n.ts';
import { slotOf } from '../../../../../../renderer/media/slot-key.ts';
import { useAccounts } from '../../../../../../renderer/state/accounts/accounts.ts';
import { loadAllTexts } from '../../../../../area-texts.ts';
import { account, campus } from '../../cameras/directory-sample.ts';
import { toolState } from './tool-sample.ts';

const [channel] = campus().channels;
if (channel === undefined) throw new Error('the sample has a camera');
const props = { tile: 0, slotKey: slotOf(channel.id, 0), channelId: channel.id, channel };

beforeAll(loadAllTexts);
afterEach(() => useAccounts.setState({ accounts: [] }));

function reasonIn(vendor: AccountView['vendor']): string | undefined {
  useAccounts.setState({ accounts: [{ ...account('a1', 'Site'), vendor }] });
  return toolsOf(textIn('en-US'), props as never, toolState()).find((tools) => 'ptz' in tools)?.['ptz']?.reason;
}

it('the PTZ tool of a camera that does not turn says whether its cloud documents PTZ at all', () => {
  expect(reasonIn('huawei-vis')).toBe('its cloud documents no PTZ operation');
  expect(reasonIn('huawei-ivm')).not.toBe('its cloud documents no PTZ operation');
  expect(reasonIn('huawei-ivm')).toBeTruthy();
});
