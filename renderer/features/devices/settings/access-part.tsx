/** The picture that a cloud takes of a camera only on an order: by hand, and by times of the day. */
import { useEffect } from 'react';
import { accessBar, type AccessBar, type CameraAccess } from '../../../../preload/domain/cameras/camera-access.ts';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import { useText } from '../../../i18n/i18n.ts';
import { isSeen } from '../../../page/sight.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import type { StateName } from '../../../ui/icons/names.ts';
import { SkeletonRows } from '../../../ui/rows/skeleton-rows.tsx';
import {
  closeAccess,
  followAccess,
  isMoving,
  readAccess,
  readChannels,
  switchAccess,
  useAccess,
} from '../model/access.ts';
import { AccessTimes } from './access-times.tsx';

const EVERY_MS = 2_000;

const GLYPHS: Readonly<Record<CameraAccess['state'], StateName>> = {
  on: 'live',
  starting: 'unknown',
  ending: 'unknown',
  off: 'none',
  offline: 'offline',
  'not-registered': 'none',
  unknown: 'unknown',
};

export function AccessPart({ camera }: { readonly camera: NumberedChannel }) {
  const t = useText();
  const { id } = camera;
  const { access, error, done } = useAccess();
  useEffect(() => {
    void readAccess(id);
    return closeAccess;
  }, [id]);
  useFollowing(camera, isMoving(access));
  return (
    <div className="col g2">
      {access === null && error === null ? <SkeletonRows rows={4} label={t('devices.access.reading')} /> : null}
      {access === null ? null : (
        <div className="scr devices-settings">
          <Now camera={camera} access={access} />
          {access.limits === null ? null : <AccessTimes channelId={id} limits={access.limits} />}
        </div>
      )}
      {error === null ? null : <ErrorText error={error} onAction={() => void readAccess(id)} />}
      {done === null ? null : (
        <p role="status" className="row g2">
          <StateGlyph name="ok" />
          {t(`devices.access.done.${done}`)}
        </p>
      )}
    </div>
  );
}

/** Asks again while something moves and somebody sees it. */
function useFollowing(camera: NumberedChannel, moves: boolean): void {
  useEffect(() => {
    if (!moves) return undefined;
    const timer = setInterval(() => {
      if (isSeen()) void followAccess(camera);
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [camera, moves]);
}

interface NowProps {
  readonly camera: NumberedChannel;
  readonly access: CameraAccess;
}

function Now({ camera: { id }, access }: NowProps) {
  const t = useText();
  const { isReading, sending } = useAccess();
  const { state, word, isReadingChannels } = access;
  const isOn = state === 'on' || state === 'starting' || state === 'ending';
  const bar = accessBar(access);
  const isBusy = sending === 'on' || sending === 'off';
  return (
    <section className="devices-part" aria-label={t('devices.access.now')}>
      <h3>{t('devices.access.now')}</h3>
      <p className="row g2" role="status">
        <StateGlyph name={GLYPHS[state]} />
        <span>{t(`devices.access.states.${state}`)}</span>
        {word === null ? null : <span className="mono t2">{word}</span>}
      </p>
      <div className="row g2">
        <Order
          name={t(isOn ? 'devices.access.off' : 'devices.access.on')}
          bar={bar}
          isBusy={isBusy}
          onClick={() => void switchAccess(id, !isOn)}
        />
        {isReadingChannels === null ? null : (
          <Order
            name={t('devices.access.channels')}
            bar={channelBar(state, isReadingChannels)}
            isBusy={sending === 'channels'}
            onClick={() => void readChannels(id)}
          />
        )}
        <button type="button" className="btn" aria-disabled={isReading} onClick={() => void readAccess(id)}>
          {t('devices.settings.again')}
        </button>
      </div>
      {bar === null ? null : (
        <p role="note" className="note">
          {t(`devices.access.bars.${bar}`)}
        </p>
      )}
      {isReadingChannels === true ? <p className="note">{t('devices.access.bars.reading')}</p> : null}
    </section>
  );
}

/** The cloud reads the channels of a recorder that is on line, one reading at a time. */
function channelBar(state: CameraAccess['state'], isReadingChannels: boolean): AccessBar | null {
  if (isReadingChannels) return 'reading';
  return state === 'not-registered' ? state : null;
}

interface OrderProps {
  readonly name: string;
  readonly bar: AccessBar | null;
  readonly isBusy: boolean;
  readonly onClick: () => void;
}

function Order({ name, bar, isBusy, onClick }: OrderProps) {
  const t = useText();
  const isOff = bar !== null || isBusy;
  return (
    <button
      type="button"
      className="btn"
      aria-busy={isBusy}
      aria-disabled={isOff || undefined}
      title={bar === null ? undefined : t(`devices.access.bars.${bar}`)}
      onClick={isOff ? undefined : onClick}
    >
      {name}
    </button>
  );
}
