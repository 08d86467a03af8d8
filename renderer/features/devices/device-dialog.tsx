/** What the cloud publishes of one device, over the screen. */
import { useEffect } from 'react';
import { DEVICE_FACTS } from '../../../preload/domain/device-facts.ts';
import { useText } from '../../i18n/i18n.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { closeDialog } from '../../state/page/navigation.ts';
import { useStampZone } from '../../state/page/stamp-zone.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { clockText } from '../../ui/format.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { stampWords } from '../../ui/timeline/stamp.ts';
import type { ToldDeviceFacts } from '../../../preload/contract/devices.ts';
import { forgetDevice, readDevice, useDevice } from './model.ts';
import './devices.css';

export function DeviceDialog() {
  const t = useText();
  const { channelId, isReading, told, error } = useDevice();
  const channel = useDirectory((state) => (channelId === null ? undefined : state.view.byId.get(channelId)));
  useEffect(() => forgetDevice, []);
  const camera = channel === undefined ? '' : `${channel.number} ${channel.name}`;
  return (
    <Dialog
      className="devices-dialog"
      title={t('devices.title', { camera })}
      closeLabel={t('devices.close')}
      onClose={closeDialog}
    >
      <div className="scr devices-facts">
        {told === null && isReading ? <SkeletonRows rows={8} label={t('devices.reading')} /> : null}
        {error === null ? null : <ErrorText error={error} onAction={() => void readDevice()} />}
        {told === null ? null : <Facts told={told} />}
      </div>
      <div className="insp-f">
        <span role="status" className="t2 grow">
          {told === null ? '' : t('devices.asOf', { time: clockText(told.asOfMs) })}
        </span>
        <button type="button" className="btn" aria-disabled={isReading} onClick={() => void readDevice()}>
          {t('devices.again')}
        </button>
      </div>
    </Dialog>
  );
}

function Facts({ told: { facts } }: { readonly told: ToldDeviceFacts }) {
  const t = useText();
  const zone = useStampZone();
  return (
    <dl>
      {DEVICE_FACTS.map((fact) => (
        <Fact key={fact} label={t(`devices.facts.${fact}`)} value={facts.values[fact]} />
      ))}
      {(['createdAtMs', 'changedAtMs'] as const).map((time) => {
        const atMs = facts[time];
        return (
          <Fact key={time} label={t(`devices.times.${time}`)} value={atMs === null ? null : stampWords(zone, atMs)} />
        );
      })}
    </dl>
  );
}

/** A fact that the cloud does not document reads otherwise than one that is empty for this device. */
function Fact({ label, value }: { readonly label: string; readonly value: string | null }) {
  const t = useText();
  const isKnown = value !== null && value !== '';
  return (
    <div className="devices-fact">
      <dt className="t2">{label}</dt>
      <dd className={isKnown ? 'selectable' : 't3'}>
        {isKnown ? value : t(value === null ? 'devices.notPublished' : 'devices.empty')}
        {isKnown ? <CopyButton text={value} label={t('devices.copy', { label })} /> : null}
      </dd>
    </div>
  );
}
