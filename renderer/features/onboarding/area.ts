/** Adding cameras as an area, see state/actions/area.ts. */
import type { ComponentType } from 'react';
import type { Area, AreaScreen } from '../../state/actions/area.ts';
import { onboardingActions } from './actions.ts';
import { focusFirst, followOnboarding, loadDevices } from './model/onboarding.ts';
import { texts } from './texts/index.ts';

const screenOf = (Content: ComponentType): AreaScreen => ({
  label: (t) => t('onboarding.names.screen'),
  icon: 'plus',
  tab: { icon: 'plus', label: (t) => t('onboarding.names.tab') },
  Content,
  find: focusFirst,
});

/** @param Content the page, which joins the picture of the live area with the steps of a new camera. */
export const onboardingArea = (Content: ComponentType) =>
  ({
    id: 'onboarding',
    texts,
    actions: onboardingActions,
    screen: screenOf(Content),
    follow: followOnboarding,
    read: () => void loadDevices(),
  }) as const satisfies Area;
