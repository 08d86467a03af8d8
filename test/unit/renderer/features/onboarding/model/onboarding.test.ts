// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { Output } from '../../../../../../preload/contract/contract.ts';
import type { OnboardingDevice } from '../../../../../../preload/domain/onboarding/onboarding.ts';
import { loadDevices, useOnboarding } from '../../../../../../renderer/features/onboarding/model/onboarding.ts';
import { LateAnswers } from '../../../late-answers.ts';

it('a camera that was added while the cameras were read is in the list, whatever the order of the answers', async () => {
  const answers = new LateAnswers<Output<'onboarding.devices'>>();
  const added = { id: 'added' } as unknown as OnboardingDevice;
  let devices: OnboardingDevice[] = [];
  Object.assign(window, { lanner: { request: { 'onboarding.devices': () => answers.ask({ devices }) } } });
  void loadDevices();
  devices = [added];
  void loadDevices();
  await answers.answerAll();
  expect(useOnboarding.getState().devices).toEqual([added]);
});
