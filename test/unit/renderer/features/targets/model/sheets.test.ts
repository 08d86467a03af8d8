// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import type { LannerApi } from '../../../../../../preload/contract/contract.ts';
import type { DeviceId } from '../../../../../../preload/domain/ids.ts';
import type { Outcome } from '../../../../../../preload/domain/outcomes.ts';
import type { TargetGroup, TargetListRules } from '../../../../../../preload/domain/people/targets.ts';
import {
  openConsent,
  retryChannels,
  signConsent,
} from '../../../../../../renderer/features/targets/model/consent-form.ts';
import {
  openListForm,
  openNewList,
  saveList,
  toggleList,
  useLists,
} from '../../../../../../renderer/features/targets/model/list-form.ts';
import {
  changeSheet,
  closeSheet,
  giveUpSheet,
  keepSheet,
  leaveSheet,
  useSheet,
  type ConsentSheet,
  type ListSheet,
} from '../../../../../../renderer/features/targets/model/sheet.ts';
import { installMain } from '../../../page.tsx';

const PLACE = { deviceId: 'acc:dev' as DeviceId, groupId: '4' };
const DEVICE = { id: PLACE.deviceId, name: 'Gate', family: 'sdc', status: 'online' } as const;
const RULES: TargetListRules = {
  types: ['other', 'white'],
  maxNameChars: 5,
  hasUniqueNames: true,
  canSwitch: true,
  deletesFull: false,
};
const GROUP: TargetGroup = {
  id: '4',
  name: 'staff',
  isEnabled: false,
  isFixed: false,
  type: null,
  count: 3,
  countError: null,
  addBar: null,
};
const REFUSED = {
  ok: false,
  error: { code: 'cloud.refused', params: {}, retryable: false, action: 'none', vendor: null },
} as const;

let asked: [string, unknown][];
let signAgain: LannerApi['request']['targets.signAgain'];

beforeEach(() => {
  asked = [];
  const refuse = (name: string, input: unknown) => {
    asked.push([name, input]);
    return Promise.resolve(REFUSED);
  };
  const request: Partial<LannerApi['request']> = {
    'targets.addList': (input) => refuse('addList', input),
    'targets.changeList': (input) => refuse('changeList', input),
    'targets.sign': (input) => refuse('sign', input),
    'targets.signAgain': (input) => signAgain(input),
    'targets.groups': () => Promise.resolve(REFUSED),
    'targets.channelConsents': () => Promise.resolve(REFUSED),
    'targets.consents': () => Promise.resolve({ ok: true, value: { records: [] } }),
  };
  installMain(request);
  closeSheet();
  useLists.setState({ asked: null, isDeleting: false, isToggling: false });
});

const listSheet = (): ListSheet => useSheet.getState().sheet as ListSheet;
const consentSheet = (): ConsentSheet => useSheet.getState().sheet as ConsentSheet;

describe('the form of a list', () => {
  // @promise target.lists-screen
  it('a missing or too long name is not sent, and a refusal leaves the typed words in the form', async () => {
    openNewList(DEVICE, RULES);
    const { id } = listSheet();
    for (const name of ['', '  ', 'sixsix']) {
      changeSheet('list', id, { name });
      await saveList(listSheet());
    }
    expect(asked).toEqual([]);
    changeSheet('list', id, { name: 'five5' });
    await saveList(listSheet());
    expect(asked).toEqual([['addList', { deviceId: PLACE.deviceId, name: 'five5', type: 'other' }]]);
    expect(listSheet()).toMatchObject({ name: 'five5', isBusy: false, error: { code: 'cloud.refused' } });
  });

  // @promise target.lists-screen
  it('a list without a type opens its form for the type before it is turned on', async () => {
    await toggleList(PLACE, GROUP, RULES);
    expect(listSheet()).toMatchObject({ kind: 'list', type: null, isEnabled: true });
    await saveList(listSheet());
    expect(asked).toEqual([]);
    closeSheet();
    await toggleList(PLACE, { ...GROUP, type: 'white' }, RULES);
    expect(asked).toEqual([['changeList', { ...PLACE, name: 'staff', type: 'white', isEnabled: true }]]);
    expect(useSheet.getState().sheet).toBeNull();
  });

  it('words that were typed are given up after a question only', () => {
    let left = 0;
    openListForm(PLACE, GROUP, RULES);
    leaveSheet(() => (left += 1));
    expect([left, useSheet.getState().sheet]).toEqual([1, null]);
    openListForm(PLACE, GROUP, RULES);
    changeSheet('list', listSheet().id, { name: 'crew' });
    leaveSheet(() => (left += 1));
    keepSheet();
    expect([left, listSheet().name]).toEqual([1, 'crew']);
    leaveSheet(() => (left += 1));
    giveUpSheet();
    expect([left, useSheet.getState().sheet]).toEqual([2, null]);
  });
});

describe('the form of a consent', () => {
  it('nothing is sent without a name, a statement and a channel, and a refusal leaves the typed words', async () => {
    openConsent(DEVICE);
    const { id } = consentSheet();
    await signConsent(consentSheet(), 'agreed');
    changeSheet('consent', id, { signer: 'Zhao', statement: 'agreed' });
    await signConsent(consentSheet(), ' ');
    changeSheet('consent', id, { chosen: new Set() });
    await signConsent(consentSheet(), 'agreed');
    expect(asked).toEqual([]);
    changeSheet('consent', id, { chosen: new Set(['0']) });
    await signConsent(consentSheet(), 'agreed');
    const sent = { deviceId: DEVICE.id, channels: ['0'], state: 'opened', signer: 'Zhao', statement: 'agreed' };
    expect(asked).toEqual([['sign', sent]]);
    expect(consentSheet()).toMatchObject({ signer: 'Zhao', statement: 'agreed', error: { code: 'cloud.refused' } });
  });

  it('channels that are not done are asked again under the signed statement, they alone, whatever is typed by then', async () => {
    openConsent(DEVICE);
    const { id } = consentSheet();
    const outcomeOf = (channelId: string, state: Outcome) => ({ channelId, state, error: null, requestId: null });
    const outcomes = [outcomeOf('0', 'done'), outcomeOf('1', 'refused'), outcomeOf('2', 'unknown')];
    changeSheet('consent', id, { outcomes, recordId: 7, signer: 'Wang', state: 'closed' });
    signAgain = ({ channels }) => {
      asked.push(['signAgain', channels]);
      return Promise.resolve({ ok: true, value: { outcomes: channels.map((one) => outcomeOf(one, 'done')) } });
    };
    await retryChannels(consentSheet(), new Set(['0', '1']));
    expect(asked).toEqual([['signAgain', ['1']]]);
    expect(consentSheet().outcomes?.map(({ state }) => state)).toEqual(['done', 'done', 'unknown']);
    expect(consentSheet()).toMatchObject({ signer: 'Wang', state: 'closed', isBusy: false });
    signAgain = () => Promise.resolve(REFUSED);
    await retryChannels(consentSheet(), new Set(['2']));
    expect(consentSheet()).toMatchObject({
      error: { code: 'cloud.refused' },
      outcomes: [{}, {}, { state: 'unknown' }],
    });
  });

  it('an answer for a form that was left changes no other form', () => {
    openConsent(DEVICE);
    const { id } = consentSheet();
    openConsent(DEVICE);
    changeSheet('consent', id, { signer: 'late' });
    expect(consentSheet().signer).toBe('');
  });
});
