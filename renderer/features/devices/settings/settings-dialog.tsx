/** Settings of a camera that its cloud stores: streams and names, the password, what the version can do, and when the cloud takes the picture. */
import { Modal, Tabs } from 'antd';
import { useEffect } from 'react';
import type { CameraSettingsOffers } from '../../../../preload/contract/camera-settings.ts';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { closeDialog } from '../../../state/page/navigation.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { InertBehind } from '../../../ui/float/inert-behind.tsx';
import { SkeletonRows } from '../../../ui/rows/skeleton-rows.tsx';
import { ThemeProvider } from '../../../ui/theme/theme-provider.tsx';
import { forgetCopying } from '../model/copying.ts';
import {
  askOffers,
  closeSettings,
  SETTINGS_PARTS,
  settingsBar,
  showPart,
  useOffers,
  useSettings,
  type SettingsPart,
} from '../model/settings.ts';
import { AbilitiesPart } from './abilities-part.tsx';
import { AccessPart } from './access-part.tsx';
import { Barred } from './barred.tsx';
import { CopyPart } from './copy-part.tsx';
import { PasswordPart } from './password-part.tsx';
import { SettingsForm } from './settings-form.tsx';
import '../devices.css';
import './settings.css';

export function CameraSettingsDialog() {
  const locale = useLocale();
  const camera = useSettings((state) => state.camera);
  useEffect(
    () => () => {
      closeSettings();
      forgetCopying();
    },
    [],
  );
  return camera === null ? null : (
    <ThemeProvider locale={locale}>
      <DialogOf asked={camera} />
    </ThemeProvider>
  );
}

function DialogOf({ asked }: { readonly asked: NumberedChannel }) {
  const t = useText();
  // As the tree lists it now: a camera may go off line while its settings are open.
  const camera = useDirectory((state) => state.view.byId.get(asked.id)) ?? asked;
  const isCopying = useSettings((state) => state.isCopying);
  const name = `${camera.number} ${camera.name}`;
  return (
    <Modal
      open
      centered
      width={760}
      title={t(isCopying ? 'devices.settings.copyTitle' : 'devices.settings.title', { camera: name })}
      onCancel={closeDialog}
      mask={{ closable: false }}
      closable={{ 'aria-label': t('devices.settings.close'), closeIcon: <Icon name="x" /> }}
      footer={null}
    >
      <InertBehind />
      {isCopying ? <CopyPart from={camera} /> : <Parts camera={camera} />}
    </Modal>
  );
}

/** The parts of which the cloud documents something. */
function partsOf(offers: CameraSettingsOffers): readonly SettingsPart[] {
  const has = {
    settings: offers.settings,
    password: offers.password,
    abilities: offers.hasAbilities || null,
    access: offers.hasAccess || null,
  };
  return SETTINGS_PARTS.filter((part) => has[part] !== null);
}

function Parts({ camera }: { readonly camera: NumberedChannel }) {
  const t = useText();
  const part = useSettings((state) => state.part);
  const { offers = null, error = null } = useOffers((state) => state.get(camera.accountId)) ?? {};
  if (error !== null) return <ErrorText error={error} onAction={() => void askOffers(camera.accountId)} />;
  if (offers === null) return <SkeletonRows rows={6} label={t('devices.settings.asking')} />;
  const parts = partsOf(offers);
  const [shown] = parts.includes(part) ? [part] : parts;
  if (shown === undefined) return <Barred bar="unpublished" />;
  const contents = {
    settings: <SettingsForm camera={camera} bar={settingsBar(offers.settings, camera)} />,
    password:
      offers.password === null ? null : (
        <PasswordPart camera={camera} offer={offers.password} bar={settingsBar(offers.password, camera)} />
      ),
    abilities: <AbilitiesPart camera={camera} />,
    access: <AccessPart camera={camera} />,
  };
  return (
    <Tabs
      size="small"
      tabBarGutter={24}
      activeKey={shown}
      onChange={(key) => showPart(key as SettingsPart)}
      items={parts.map((one) => ({ key: one, label: t(`devices.settings.parts.${one}`), children: contents[one] }))}
    />
  );
}
