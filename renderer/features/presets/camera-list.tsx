/** The side panel of the PTZ stage: the cameras that turn, with their state and who steers them. */
import { useEffect, useRef } from 'react';
import { capabilityOf } from '../../../preload/domain/accounts/cloud-capability.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import { VENDOR_CODES } from '../../../preload/domain/vendor.ts';
import { useText } from '../../i18n/i18n.ts';
import { selectAccount, useAccounts } from '../../state/accounts/accounts.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { selectIsOff, usePtz } from '../../state/players/ptz.ts';
import { Icon, StateGlyph } from '../../ui/icons/icon.tsx';
import { useNowMs } from '../../ui/now.ts';
import { clearing } from '../../ui/form/clear-search.ts';
import { SearchInput } from '../../ui/form/search-input.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { matching, setQuery, showOnStage, turningCameras, useStage } from './model/stage.ts';
import './presets.css';

/** More rows are found by typing. */
const MAX_ROWS = 200;

export function TurningCameras() {
  const t = useText();
  const view = useDirectory((state) => state.view);
  const isKnown = useDirectory((state) => state.isKnown);
  const query = useStage((state) => state.query);
  const all = turningCameras(view);
  const found = matching(all, query);
  return (
    <>
      <div className="ph">
        <h2>{t('presets.cameras', { count: all.length })}</h2>
      </div>
      <Search />
      {isKnown ? null : <SkeletonRows label={t('presets.reading')} />}
      <ul className="presets-cameras" aria-label={t('presets.names.side')}>
        {found.slice(0, MAX_ROWS).map((camera) => (
          <CameraRow key={camera.id} camera={camera} />
        ))}
      </ul>
      {isKnown && all.length === 0 ? <p className="presets-note t2">{t('presets.noneTurns')}</p> : null}
      {all.length > 0 && found.length === 0 ? (
        <p className="presets-note t2">
          {t('presets.noMatch', { query })}{' '}
          <button type="button" className="lnk" onClick={clearing(() => setQuery(''))}>
            {t('presets.clear')}
          </button>
        </p>
      ) : null}
      {found.length > MAX_ROWS ? (
        <p className="presets-note t2">{t('presets.more', { count: found.length - MAX_ROWS })}</p>
      ) : null}
      <WithoutPtz />
    </>
  );
}

function Search() {
  const t = useText();
  const query = useStage((state) => state.query);
  const searches = useStage((state) => state.searches);
  const input = useRef<HTMLInputElement>(null);
  const taken = useRef(searches);
  useEffect(() => {
    if (searches !== taken.current) input.current?.focus();
    taken.current = searches;
  }, [searches]);
  return (
    <div className="presets-search">
      <SearchInput
        input={input}
        label={t('presets.search')}
        value={query}
        onChange={({ target }) => setQuery(target.value)}
      />
    </div>
  );
}

function CameraRow({ camera }: { readonly camera: NumberedChannel }) {
  const t = useText();
  const isShown = useStage(({ channelId }) => channelId === camera.id);
  const vendor = useAccounts((state) => selectAccount(camera.accountId)(state)?.vendor);
  const isOnline = camera.reachable === 'online';
  const words = t(`presets.reachable.${camera.reachable}`);
  return (
    <li>
      <button
        type="button"
        className={isShown ? 'presets-camera sel' : 'presets-camera'}
        aria-current={isShown || undefined}
        title={`${camera.number} ${camera.name}\n${words}`}
        onClick={() => showOnStage(camera.id)}
      >
        <StateGlyph name={isOnline ? 'live' : camera.reachable === 'unknown' ? 'unknown' : 'offline'} title={words} />
        <b>{camera.number}</b>
        <span className="el grow">{camera.name}</span>
        {isShown ? <Steered /> : null}
        {vendor === undefined ? null : <span className="src">{VENDOR_CODES[vendor]}</span>}
      </button>
    </li>
  );
}

/** Whether this client has control of the camera on the stage, and for how long, by our count. */
function Steered() {
  const t = useText();
  const isOff = usePtz(selectIsOff);
  const untilMs = usePtz(({ state }) => state?.controlUntilMs ?? null);
  if (isOff)
    return (
      <span title={t('presets.taken')}>
        <Icon name="lock" size={13} />
      </span>
    );
  return untilMs === null ? null : <SecondsLeft untilMs={untilMs} />;
}

function SecondsLeft({ untilMs }: { readonly untilMs: number }) {
  const t = useText();
  const seconds = Math.max(0, Math.floor((untilMs - useNowMs()) / 1000));
  return (
    <span className="presets-held" title={t('presets.heldHere', { seconds })}>
      <Icon name="hand" size={13} />
      {t('presets.secondsLeft', { seconds })}
    </span>
  );
}

/** The clouds of the accounts that document no PTZ. */
function WithoutPtz() {
  const t = useText();
  const accounts = useAccounts((state) => state.accounts);
  const codes = [...new Set(accounts.map(({ vendor }) => vendor))]
    .filter((vendor) => !capabilityOf(vendor, 'ptz').can)
    .map((vendor) => VENDOR_CODES[vendor]);
  if (codes.length === 0) return null;
  return <p className="presets-note t3">{t('presets.withoutPtz', { clouds: codes.join(', ') })}</p>;
}
