/** The side panel: devices with their lists, the counts of the lists, and when they were read. */
import type { AccountView } from '../../../../preload/contract/account.ts';
import type { TargetLibrary } from '../../../../preload/contract/targets.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import type { TargetDevice, TargetGroup } from '../../../../preload/domain/people/targets.ts';
import { numberText } from '../../../i18n/numbers.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import { useCapability } from '../../../state/accounts/use-capability.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { clockText } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Icon, StateGlyph } from '../../../ui/icons/icon.tsx';
import { SkeletonRows } from '../../../ui/rows/skeleton-rows.tsx';
import { Unsupported } from '../../../ui/unsupported.tsx';
import { openConsent } from '../model/consent-form.ts';
import { openNewList } from '../model/list-form.ts';
import { leaveForms } from '../model/sheet.ts';
import * as model from '../model/targets.ts';
import { FAMILY_NAMES } from '../target-words.ts';
import '../targets.css';

export function Lists() {
  const t = useText();
  const accounts = useAccounts((state) => state.accounts);
  return (
    <>
      <div className="ph">
        <h2>{t('targets.names.side')}</h2>
      </div>
      <nav className="scr" aria-label={t('targets.devices')}>
        {accounts.map((account) => (
          <OfAccount key={account.id} account={account} />
        ))}
      </nav>
      <FamilyLimits />
    </>
  );
}

function OfAccount({ account: { id, label, isEnabled } }: { readonly account: AccountView }) {
  const t = useText();
  const { can } = useCapability(id, 'target-libraries');
  return (
    <section aria-label={label}>
      <h3 className="targets-account el" title={label}>
        {label}
      </h3>
      {!can ? (
        <Unsupported reason={t('targets.cloudWithout')} />
      ) : isEnabled ? (
        <Devices accountId={id} />
      ) : (
        <p className="targets-note t2">{t('targets.accountOff')}</p>
      )}
    </section>
  );
}

function Devices({ accountId }: { readonly accountId: AccountId }) {
  const t = useText();
  const read = model.useTargets((state) => state.devices[accountId]);
  if (read === undefined || read === null) return <SkeletonRows rows={3} label={t('targets.reading')} />;
  if ('error' in read) {
    return (
      <div className="targets-note">
        <ErrorText error={read.error} onAction={() => void model.readDevices(accountId)} />
      </div>
    );
  }
  if (read.value.devices.length === 0) return <p className="targets-note t2">{t('targets.noDevice')}</p>;
  return read.value.devices.map((device) => <Device key={device.id} device={device} />);
}

function Device({ device }: { readonly device: TargetDevice }) {
  const t = useText();
  const read = model.useTargets((state) => state.libraries[device.id]);
  const isOnline = device.status === 'online';
  const words = t(`targets.status.${device.status}`);
  const family = FAMILY_NAMES[device.family];
  return (
    <>
      <div className="targets-device row">
        <button
          type="button"
          className="targets-open row g1 grow"
          aria-expanded={read !== undefined}
          title={`${device.name}\n${family}, ${words}`}
          onClick={() => (read === undefined ? void model.readLibrary(device.id) : model.closeLibrary(device.id))}
        >
          <Icon name={read === undefined ? 'chev-r' : 'chev-d'} size={12} />
          <StateGlyph name={isOnline ? 'live' : device.status === 'unknown' ? 'unknown' : 'offline'} title={words} />
          <b className="el grow">{device.name}</b>
          <span className="src">{family}</span>
        </button>
        {read === undefined ? null : <NewList device={device} read={read} />}
        {read === undefined ? null : (
          <IconButton
            icon="refresh"
            size={14}
            label={t('targets.readLists', { name: device.name })}
            aria-busy={read === null}
            onClick={() => void model.readLibrary(device.id)}
          />
        )}
      </div>
      {read === undefined ? null : <Library device={device} read={read} />}
    </>
  );
}

interface LibraryProps {
  readonly device: TargetDevice;
  readonly read: model.Read<TargetLibrary>;
}

function Library({ device, read }: LibraryProps) {
  const t = useText();
  if (read === null) return <SkeletonRows rows={2} label={t('targets.reading')} />;
  if ('error' in read) {
    return (
      <div className="targets-note">
        <ErrorText error={read.error} onAction={() => void model.readLibrary(device.id)} />
      </div>
    );
  }
  const { groups, unreadable, asOfMs, consent } = read.value;
  return (
    <>
      {groups.map((group) => (
        <Group key={group.id} device={device} group={group} asOfMs={asOfMs} />
      ))}
      {groups.length === 0 ? <p className="targets-note t2">{t('targets.noList')}</p> : null}
      {unreadable > 0 ? <p className="targets-note t2">{t('targets.unreadable', { count: unreadable })}</p> : null}
      <p className="targets-note t2">
        {t(`targets.consent.${consent.state}`)}{' '}
        <button type="button" className="lnk" onClick={() => leaveForms(() => openConsent(device))}>
          {t('targets.sign.open')}
        </button>
      </p>
      {consent.error === null ? null : (
        <div className="targets-note">
          <ErrorText error={consent.error} isBrief />
        </div>
      )}
    </>
  );
}

function NewList({ device, read }: LibraryProps) {
  const t = useText();
  const library = read !== null && 'value' in read ? read.value : null;
  const label = t('targets.list.make', { name: device.name });
  const most = library?.maxGroups ?? null;
  const isFull = library !== null && most !== null && library.groups.length + library.unreadable >= most;
  const reason = library === null ? t('targets.list.unread') : isFull ? t('targets.list.full', { count: most }) : null;
  const open = (): void => {
    if (library !== null && reason === null) leaveForms(() => openNewList(device, library.limits.lists));
  };
  return (
    <IconButton
      icon="plus"
      size={14}
      label={reason === null ? label : `${label}: ${reason}`}
      aria-disabled={reason !== null || undefined}
      onClick={open}
    />
  );
}

interface GroupProps {
  readonly device: TargetDevice;
  readonly group: TargetGroup;
  readonly asOfMs: number;
}

function Group({ device, group, asOfMs }: GroupProps) {
  const t = useText();
  const locale = useLocale();
  const place = model.useTargets((state) => state.place);
  const isOpen = place?.deviceId === device.id && place.groupId === group.id;
  const open = (): void => model.openList({ deviceId: device.id, groupId: group.id });
  const isClosed = group.addBar !== null;
  const state = group.isEnabled === null ? '' : t(group.isEnabled ? 'targets.compares' : 'targets.comparesNot');
  const type = group.type === null ? null : t(`targets.list.types.${group.type}`);
  const about = type === null ? state : state === '' ? type : t('targets.list.about', { type, state });
  return (
    <button
      type="button"
      className={isOpen ? 'targets-group sel' : 'targets-group'}
      aria-current={isOpen || undefined}
      title={[group.name, about, isClosed ? t('targets.bars.takesNobody') : ''].filter(Boolean).join('\n')}
      onClick={() => leaveForms(open)}
    >
      <Icon name={isClosed ? 'lock' : 'users'} size={14} />
      <span className="el grow">{group.name}</span>
      <span className="mono" title={group.count === null ? t('targets.countUnknown') : undefined}>
        {group.count === null ? t('targets.unknown') : numberText(group.count, locale)}
      </span>
      <span className="el t3 targets-age">{about}</span>
      <span className="t3 targets-age">{t('targets.asOf', { time: clockText(asOfMs) })}</span>
    </button>
  );
}

/** Of the device whose list is open. */
function FamilyLimits() {
  const t = useText();
  const limits = model.useTargets(model.selectLimits);
  if (limits === null) return null;
  const { family, targetsPerCall, pictureCharsPerCall, listHasPictures, picture } = limits;
  return (
    <section className="targets-limits" aria-label={t('targets.limits.title', { family: FAMILY_NAMES[family] })}>
      <h3>{t('targets.limits.title', { family: FAMILY_NAMES[family] })}</h3>
      <p>{t('targets.limits.calls', { count: targetsPerCall })}</p>
      {pictureCharsPerCall === null ? null : (
        <p>{t('targets.limits.together', { limit: Math.floor(pictureCharsPerCall / 1000) })}</p>
      )}
      {listHasPictures ? null : <p>{t('targets.bars.noThumbs')}</p>}
      <p>{t('targets.limits.picture', { side: picture.maxSidePx, chars: Math.floor(picture.maxChars / 1000) })}</p>
    </section>
  );
}
