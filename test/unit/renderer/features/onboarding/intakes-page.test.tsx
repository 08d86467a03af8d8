// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Output } from '../../../../../preload/contract/contract.ts';
import type { WireError } from '../../../../../preload/domain/error.ts';
import { orgNodeIdOf } from '../../../../../preload/domain/ids.ts';
import { IntakesPage } from '../../../../../renderer/features/onboarding/intakes-page.tsx';
import { useIntakes } from '../../../../../renderer/features/onboarding/model/intakes.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { ThemeProvider } from '../../../../../renderer/ui/theme/theme-provider.tsx';
import { account } from '../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const CITY = { ...account('a1', 'City'), vendor: 'aliyun-cityvisual' } as const;
const INSTANCE = orgNodeIdOf(CITY.id, 'i1');
const LOST: WireError = { code: 'network.timeout', params: {}, retryable: true, action: 'retry', vendor: null };

const listed = (groups: number, instances = 1): Output<'onboarding.intakes'> => ({
  rules: [],
  nameRule: {},
  isCut: false,
  kept: [],
  instances: [{ id: INSTANCE, name: 'North', isRunning: true, capacity: 100 }].slice(0, instances),
  groups: Array.from({ length: groups }, (_, i) => ({
    id: orgNodeIdOf(CITY.id, `i1/${i}`),
    instanceId: INSTANCE,
    name: `Gate-${i}`,
    protocol: 'RTMP',
    description: '',
    isScheduled: false,
  })),
});

let page: Page;
let intakes: Output<'onboarding.intakes'>;
let deletions: number;
let answer: () => void;

beforeEach(() => {
  completeDom();
  deletions = 0;
  useAccounts.setState({ accounts: [CITY], load: { status: 'ready' } });
  useIntakes.setState(useIntakes.getInitialState());
  installMain({
    'onboarding.intakes': () => Promise.resolve({ ok: true, value: intakes }),
    'onboarding.intakeCameras': () => Promise.resolve({ ok: true, value: { cameras: 0 } }),
    'onboarding.removeIntake': () => {
      deletions += 1;
      return new Promise((resolve) => {
        answer = () => resolve({ ok: false, error: LOST });
      });
    },
  });
});

afterEach(() => page.close());

async function show(): Promise<void> {
  page = await open(
    <ThemeProvider locale="en-US">
      <IntakesPage />
    </ThemeProvider>,
  );
  await page.settle();
}

const names = (): readonly (string | null)[] =>
  [...page.element.querySelectorAll('.onboarding-source .b')].map(({ textContent }) => textContent);

it('the page lists the first of 1,000 intake groups, and finds every group by its name', async () => {
  intakes = listed(1_000);
  await show();
  expect(names()).toHaveLength(51);
  expect(page.element.textContent).toContain('950 more: find them by their names.');
  await page.type('input[type=search]', 'gate-987');
  expect(names()).toEqual(['Gate-987']);
  await page.type('input[type=search]', 'nowhere');
  expect(page.element.textContent).toContain('No instance and no group has this name.');
});

it('an account without an instance is named as such, and offers no form for a group', async () => {
  intakes = listed(0, 0);
  await show();
  expect(page.element.textContent).toContain('This account has no instance.');
  expect(page.element.querySelector('form')).toBeNull();
});

it('a deletion that is confirmed twice is sent once, and after a lost answer its outcome is unknown', async () => {
  intakes = listed(1);
  await show();
  await page.click('.onboarding-sources[aria-label="Groups"] button:last-of-type');
  const confirm = (): Promise<void> =>
    act(async () => document.querySelector<HTMLElement>('.dialog-foot .btn.danger')?.click());
  await confirm();
  await confirm();
  expect(deletions).toBe(1);
  await act(async () => answer());
  expect(page.element.textContent).toContain(
    'It is unknown whether the cloud made the change. The client sends nothing again',
  );
});
