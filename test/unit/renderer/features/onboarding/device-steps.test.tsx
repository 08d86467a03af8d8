// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../../../preload/domain/ids.ts';
import type { DataSource } from '../../../../../preload/domain/onboarding/data-sources.ts';
import { channelIdOf, deviceIdOf, orgNodeIdOf } from '../../../../../preload/domain/ids.ts';
import type {
  DeviceAccess,
  OnboardingDevice,
  RegistrationLine,
} from '../../../../../preload/domain/onboarding/onboarding.ts';
import { DeviceSteps } from '../../../../../renderer/features/onboarding/device-steps.tsx';
import { useOnboarding } from '../../../../../renderer/features/onboarding/model/onboarding.ts';
import { SourcesPage } from '../../../../../renderer/features/onboarding/sources-page.tsx';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { ThemeProvider } from '../../../../../renderer/ui/theme/theme-provider.tsx';
import { account } from '../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const CAMPUS = account('a1', 'Campus');
const ID = deviceIdOf(CAMPUS.id, 'dev');

const lineOf = (state: RegistrationLine['state']): RegistrationLine => ({
  state,
  word: null,
  fromMs: 1_000,
  toMs: 1_000,
  times: 1,
});

const camera = (own: Partial<OnboardingDevice>): OnboardingDevice => ({
  id: ID,
  accountId: CAMPUS.id,
  kind: 'holosens',
  nativeId: 'dev',
  name: 'Gate',
  userName: null,
  algorithm: null,
  groupId: null,
  isPlaced: false,
  isUnsure: false,
  channelId: null,
  hasPackage: null,
  addedAtMs: 1_000,
  passedAtMs: null,
  log: [],
  ...own,
});

let page: Page;
let access: DeviceAccess;
let watched: DeviceId[];
let sources: readonly DataSource[];

beforeEach(() => {
  completeDom();
  [watched, sources] = [[], []];
  access = { form: 'push', url: 'rtmp://push.example.com/live/dock', lifeMs: null, isIncomplete: false };
  useAccounts.setState({ accounts: [CAMPUS], load: { status: 'ready' } });
  installMain({
    'onboarding.access': () => Promise.resolve({ ok: true, value: access }),
    'onboarding.watch': ({ id }) => {
      watched.push(id);
      return Promise.resolve({ ok: true, value: useOnboarding.getState().devices?.[0] ?? camera({}) });
    },
    'onboarding.sources': () => Promise.resolve({ ok: true, value: { sources } }),
  });
});

afterEach(() => page.close());

function Steps() {
  const device = useOnboarding(({ devices }) => devices?.[0]);
  if (device === undefined) return null;
  return (
    <ThemeProvider locale="en-US">
      <DeviceSteps {...{ device, offer: undefined, Picture: () => null, onDecoded: () => undefined }} />
    </ThemeProvider>
  );
}

const change = (device: OnboardingDevice): Promise<void> =>
  act(async () => useOnboarding.setState({ devices: [device] }));

async function show(device: OnboardingDevice): Promise<string> {
  useOnboarding.setState({ devices: [device] });
  page = await open(<Steps />);
  await page.settle();
  return page.element.textContent;
}

const titleOf = (words: string): string =>
  [...page.element.querySelectorAll('button')].find(({ textContent }) => textContent === words)?.title ?? '';

describe('the registration log of a camera', () => {
  it('the log shows that a passed camera is still asked about while its cloud makes the video', async () => {
    const text = await show(camera({ passedAtMs: 1_000, log: [lineOf('picture'), lineOf('inviting')] }));
    expect(watched).toEqual([ID]);
    expect(text).toContain('Asked every 5 s while this is in sight');
  });

  it('the log shows that a passed camera is not asked about automatically any more', async () => {
    const text = await show(camera({ passedAtMs: 1_000, log: [lineOf('picture')] }));
    expect(watched).toEqual([]);
    expect(text).toContain('The picture was decoded: the registration is asked for only by Ask now.');
  });
});

describe('unfinished cameras', () => {
  it.each(['sent', 'not-listed', 'not-made', 'untold'] as const)(
    'a camera that is %s is not called present in the cloud when it is removed from the list',
    async (state) => {
      await show(camera({ isUnsure: true, log: [lineOf(state)] }));
      expect(titleOf('Take off the list')).toBe('Nothing changes in the cloud.');
    },
  );

  it('a data source whose answer was lost is not called present in the cloud', async () => {
    const groupId = orgNodeIdOf(CAMPUS.id, 'p1');
    const lost = { id: 's1', accountId: CAMPUS.id, groupId, name: 'Yard', type: 'VIDEO', nativeId: null } as const;
    sources = [{ ...lost, endsAtMs: null, addedAtMs: 1_000, renewedAtMs: null }];
    page = await open(
      <ThemeProvider locale="en-US">
        <SourcesPage />
      </ThemeProvider>,
    );
    await page.settle();
    expect(titleOf('Take off the list')).toBe(
      'Nothing changes in the cloud: whether it has the data source stays unknown.',
    );
  });
});

describe('the name of a channel', () => {
  const channelId = channelIdOf(ID, '0');

  it('the field shows the name of a channel also when the cloud sends it later, and a typed name stays', async () => {
    await show(camera({ name: null, channelId }));
    await change(camera({ name: 'Gate of the depot', channelId }));
    const field = page.find(`[id="onboarding-name-of-${ID}"]`) as HTMLInputElement;
    expect(field.value).toBe('Gate of the depot');
    await page.type(`[id="onboarding-name-of-${ID}"]`, 'North gate');
    await change(camera({ name: 'Gate 7', channelId }));
    expect(field.value).toBe('North gate');
  });
});

describe('the sheet of a camera', () => {
  const press = (words: string): Promise<void> =>
    act(async () => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === words)?.click());
  const sheet = (): string => document.querySelector('[role="dialog"]')?.textContent ?? '';
  const WARNING = 'Anybody who has this push address can push in the place of the camera.';

  // @promise onboarding.push-address: The sheet of a push address warns that the address is as good as a password.
  it('the sheet of a camera warns that a push address is as good as a password', async () => {
    await show(camera({ kind: 'rtmp' }));
    await press('Sheet and QR code');
    expect(sheet()).toContain(WARNING);
  });

  it('the sheet of a camera does not warn of values that let nobody push', async () => {
    const server = { host: '192.0.2.7', port: '5060', serverId: null, domain: null };
    access = { form: 'sip', ...server, deviceId: 'dev', userName: null, password: 'installer' };
    await show(camera({ kind: 'gb28181' }));
    await press('Sheet and QR code');
    expect(sheet()).toContain('192.0.2.7');
    expect(sheet()).not.toContain(WARNING);
  });

  it('the sheet of a camera states that values are too long for a QR code, and shows them as text', async () => {
    const url = `rtmp://push.example.com/live/${'a'.repeat(2_331)}`;
    access = { form: 'push', url, lifeMs: null, isIncomplete: false };
    await show(camera({ kind: 'rtmp' }));
    await press('Sheet and QR code');
    expect(sheet()).toContain('These values are too long for a QR code.');
    expect(sheet()).toContain(url);
    expect(document.querySelector('[role="dialog"] figure')).toBeNull();
  });
});
