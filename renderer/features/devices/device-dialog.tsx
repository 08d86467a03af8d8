/** The facts that the cloud publishes of one device, over the screen. */
import { useEffect } from 'react';
import { DEVICE_FACTS } from '../../../preload/domain/cameras/device-facts.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { cameraMenu } from '../../state/actions/camera-menu.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { closeDialog, goTo } from '../../state/page/navigation.ts';
import { useStampZone } from '../../state/page/stamp-zone.ts';
import type { Action } from '../../ui/action.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/float/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { clockText } from '../../ui/format.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { stampWords } from '../../ui/timeline/stamp.ts';
import type { DeviceFactsAnswer } from '../../../preload/contract/devices.ts';
import { asOfWords, silentIn, stateWords } from './columns.tsx';
import { DeviceChannels } from './device-channels.tsx';
import { DeviceHistoryPart } from './device-history.tsx';
import { DevicePassword } from './device-password.tsx';
import { DevicePicture } from './device-picture.tsx';
import { DevicePlan } from './device-plan.tsx';
import { DeviceUses } from './device-uses.tsx';
import { SettingsWay } from './settings/settings-way.tsx';
import { askFacts, closeDevice, factsKey, NOT_ASKED, useFacts, type ShownDevice } from './model/facts.ts';
import { rowOfCamera } from './model/rows.ts';
import { STATE_GLYPHS, stateOf } from './model/state.ts';
import { useRowWorld } from './use-devices.ts';
import './devices.css';

export function DeviceDialog() {
  const shown = useFacts((state) => state.shown);
  useEffect(() => closeDevice, []);
  return shown === null ? null : <DeviceOf shown={shown} />;
}

function DeviceOf({ shown }: { readonly shown: ShownDevice }) {
  const t = useText();
  const { channelId, of, name } = shown;
  const { isReading, answer, error } = useFacts((state) => state.asked.get(factsKey(shown)) ?? NOT_ASKED);
  const isCamera = of === 'camera';
  return (
    <Dialog
      className="devices-dialog"
      title={t('devices.title', { camera: name })}
      closeLabel={t('devices.close')}
      onClose={closeDialog}
    >
      {isCamera ? <StateLine channelId={channelId} /> : null}
      <div className="scr devices-facts">
        {isCamera ? <DevicePicture key={`picture ${channelId}`} channelId={channelId} /> : null}
        {answer === null && isReading ? <SkeletonRows rows={8} label={t('devices.reading')} /> : null}
        {error === null ? null : <ErrorText error={error} onAction={() => void askFacts(shown)} />}
        {answer === null ? null : <Facts answer={answer} />}
        <DevicePassword key={`password ${factsKey(shown)}`} channelId={channelId} of={of} />
        <DeviceChannels channelId={channelId} shownId={isCamera ? channelId : null} />
        {isCamera ? <DeviceUses channelId={channelId} /> : null}
        {isCamera ? <DevicePlan key={`plan ${channelId}`} channelId={channelId} /> : null}
        {isCamera ? <DeviceHistoryPart key={`history ${channelId}`} channelId={channelId} /> : null}
      </div>
      <div className="insp-f devices-foot">
        <span role="status" className="t2 grow">
          {answer === null ? '' : t('devices.asOf', { time: clockText(answer.asOfMs) })}
        </span>
        {isCamera ? <SettingsWay channelId={channelId} /> : null}
        {isCamera ? <Ways channelId={channelId} /> : null}
        <button type="button" className="btn" aria-disabled={isReading} onClick={() => void askFacts(shown)}>
          {t('devices.again')}
        </button>
      </div>
    </Dialog>
  );
}

function Ways({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  return waysOf(t, channelId).map(({ id, name, reason, run }) => (
    <button
      key={id}
      type="button"
      className="btn"
      aria-disabled={reason !== undefined || undefined}
      title={reason}
      onClick={reason === undefined ? run : undefined}
    >
      {name}
    </button>
  ));
}

/** In the order of the buttons: the menu of the camera has the same actions. */
const WAYS = ['picture-now', 'playback.open', 'tree.activate'] as const;

/** The ways to the picture of the camera: a picture that the cloud takes now, playback, and the wall. */
function waysOf(t: Text, channelId: ChannelId): readonly Action[] {
  const menu = cameraMenu(t, { channelId, tile: null, from: 'list', isSelected: false });
  const items = menu.flatMap((item) => item.items ?? [item]);
  return WAYS.flatMap((id) => {
    const item = items.find((one) => one.id === id);
    if (item === undefined) return [];
    const run = (): void => {
      closeDialog();
      if (id === 'tree.activate') goTo('live');
      item.run?.();
    };
    return [{ ...item, run }];
  });
}

/** The state that the cloud reported last, why it is so, and when the cloud reported it. */
function StateLine({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  const world = useRowWorld();
  const channel = useDirectory((state) => state.view.byId.get(channelId));
  if (channel === undefined) return <p className="devices-state t2">{t('devices.gone')}</p>;
  const row = rowOfCamera(channel);
  const silent = silentIn(world);
  const time = asOfWords(t, channel.missingSinceMs ?? world.asOfMs(channel.accountId));
  return (
    <p className="devices-state row g2">
      <StateGlyph name={STATE_GLYPHS[stateOf(row, silent).state]} />
      <span>{stateWords(t, row, world, silent)}</span>
      <span className="t2">{t('devices.asOf', { time })}</span>
    </p>
  );
}

function Facts({ answer: { facts } }: { readonly answer: DeviceFactsAnswer }) {
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
