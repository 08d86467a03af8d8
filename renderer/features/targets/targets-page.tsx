/** The screen of target libraries: devices with their lists, and the loaded part of one list. */
import { useEffect, useRef } from 'react';
import { VENDORS_WITH_TARGETS } from '../../../preload/domain/capability.ts';
import type { TargetDevice, TargetGroup } from '../../../preload/domain/targets.ts';
import { useText } from '../../i18n/i18n.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { clockText } from '../../ui/format.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';
import { Inspector } from './inspector.tsx';
import * as model from './model/targets.ts';
import './targets.css';

const ROW_PX = 34;
/** The next page is asked for when so few loaded rows are left below. */
const AHEAD_ROWS = 10;

export function TargetsPage() {
  const t = useText();
  const accounts = useAccounts((state) => state.accounts);
  const place = model.useTargets((state) => state.place);
  const person = model.useTargets((state) => state.person);
  useEffect(() => model.closePerson, []);
  useEffect(() => {
    for (const { id, vendor, isEnabled } of accounts) {
      if (!isEnabled || !VENDORS_WITH_TARGETS.has(vendor)) continue;
      if (!(id in model.useTargets.getState().devices)) void model.readDevices(id);
    }
  }, [accounts]);
  if (accounts.length === 0) return <EmptyState title={t('targets.noAccount')} text={t('targets.noAccountText')} />;
  return (
    <div className="targets">
      <nav className="scr targets-side" aria-label={t('targets.devices')}>
        {accounts.map(({ id, label, vendor, isEnabled }) => (
          <section key={id}>
            <h2 className="targets-head">{label}</h2>
            {!VENDORS_WITH_TARGETS.has(vendor) ? (
              <p className="t2 targets-head">{t('targets.cloudWithout')}</p>
            ) : isEnabled ? (
              <Devices accountId={id} />
            ) : (
              <p className="t2 targets-head">{t('targets.accountOff')}</p>
            )}
          </section>
        ))}
      </nav>
      {place === null ? <EmptyState title={t('targets.choose')} text={t('targets.chooseText')} /> : <People />}
      {person === null ? null : <Inspector person={person} />}
    </div>
  );
}

function Devices({ accountId }: { readonly accountId: Parameters<typeof model.readDevices>[0] }) {
  const t = useText();
  const read = model.useTargets((state) => state.devices[accountId]);
  if (read === undefined || read === null) return <SkeletonRows rows={2} label={t('targets.reading')} />;
  if ('error' in read) return <ErrorText error={read.error} onAction={() => void model.readDevices(accountId)} />;
  if (read.value.devices.length === 0) return <p className="t2 targets-head">{t('targets.noDevice')}</p>;
  return read.value.devices.map((device) => <Device key={device.id} device={device} />);
}

function Device({ device }: { readonly device: TargetDevice }) {
  const t = useText();
  const read = model.useTargets((state) => state.libraries[device.id]);
  return (
    <>
      <button type="button" className="btn sm targets-item" onClick={() => void model.readLibrary(device.id)}>
        <b className="grow el">{device.name}</b>
        {device.status === 'offline' ? <span className="t2">{t('targets.offline')}</span> : null}
      </button>
      {read === undefined ? null : read === null ? (
        <SkeletonRows rows={2} label={t('targets.reading')} />
      ) : 'error' in read ? (
        <ErrorText error={read.error} onAction={() => void model.readLibrary(device.id)} />
      ) : (
        <>
          {read.value.groups.map((group) => (
            <Group key={group.id} device={device} group={group} />
          ))}
          <p className="t2 targets-head">
            {t('targets.asOf', { time: clockText(read.value.asOfMs) })}{' '}
            {t(`targets.consent.${read.value.consent.state}`)}
          </p>
        </>
      )}
    </>
  );
}

function Group({ device, group }: { readonly device: TargetDevice; readonly group: TargetGroup }) {
  const t = useText();
  const place = model.useTargets((state) => state.place);
  const isOpen = place?.deviceId === device.id && place.groupId === group.id;
  const open = () => model.openList({ deviceId: device.id, groupId: group.id });
  return (
    <button type="button" className="btn sm targets-item" aria-current={isOpen} onClick={open}>
      <span className="grow el">{group.name}</span>
      <span className="mono">{group.count ?? t('targets.unknown')}</span>
    </button>
  );
}

function People() {
  const t = useText();
  const { people, place, query, libraries, person } = model.useTargets();
  const box = useRef<HTMLDivElement>(null);
  const rows = model.found(people.targets, query);
  const virtual = useVirtualRows(box, rows.length, ROW_PX);
  const isNearEnd = virtual.to + AHEAD_ROWS >= people.targets.length;
  useEffect(() => {
    if (isNearEnd && query === '' && people.error === null) void model.readMore();
  }, [isNearEnd, query, people]);
  const library = place === null ? undefined : libraries[place.deviceId];
  const groups = library && 'value' in library ? library.value.groups : [];
  const all = groups.find(({ id }) => id === place?.groupId)?.count ?? t('targets.unknown');
  return (
    <section className="targets-people" aria-label={t('targets.people')}>
      <div className="tb">
        <input
          ref={model.setTargetSearch}
          type="search"
          value={query}
          maxLength={200}
          aria-label={t('targets.search')}
          placeholder={t('targets.search')}
          onChange={({ target }) => model.useTargets.setState({ query: target.value })}
        />
        <span role="status">{t('targets.loaded', { loaded: people.targets.length, all })}</span>
        {people.isCut ? <span className="t2">{t('targets.cut')}</span> : null}
      </div>
      {people.isRead && rows.length === 0 ? (
        <p className="t2 targets-head">{t(query === '' ? 'targets.empty' : 'targets.notFound')}</p>
      ) : null}
      {people.isReading && !people.isRead ? <SkeletonRows rows={4} label={t('targets.reading')} /> : null}
      {people.error === null ? null : <ErrorText error={people.error} onAction={() => void model.readMore()} />}
      <div
        ref={box}
        className="scr targets-rows"
        tabIndex={0}
        role="group"
        aria-label={t('targets.people')}
        onScroll={virtual.onScroll}
      >
        <ul style={{ height: rows.length * ROW_PX }}>
          {rows.slice(virtual.from, virtual.to).map(({ id, values }, i) => (
            <li key={id} style={{ transform: `translateY(${(virtual.from + i) * ROW_PX}px)` }}>
              <button
                type="button"
                className="targets-row"
                aria-current={person?.id === id}
                onClick={() => void model.openPerson(id)}
              >
                <b className="el">{values.name}</b>
                <span className="mono el">{values.workNumber}</span>
                <span className="mono el t2">{values.externalId}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
