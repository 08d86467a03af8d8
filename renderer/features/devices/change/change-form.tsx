/** The effect of a change, before anything is sent. */
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { DEVICE_CHANGE_BARS } from '../../../../preload/domain/cameras/device-changes.ts';
import type { OrgNode } from '../../../../preload/domain/cameras/cameras.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { groupPath } from '../../../state/cameras/group-path.ts';
import { DeletedUses } from './deleted-uses.tsx';
import { nameFault, namesBy, type ChangePlan, type Subject } from '../model/change-plan.ts';
import { setGroup, setPattern, setTyped, TYPED_FROM, useChanging } from '../model/changing.ts';

/** More rows would hide the form: they are counted. */
const MAX_LINES = 100;
const MAX_ALONG = 5;

export function ChangeForm({ plan }: { readonly plan: ChangePlan }) {
  const t = useText();
  const change = useChanging((state) => state.change);
  const { subjects, barred } = plan;
  if (change === null) return null;
  const isName = change === 'rename' || change === 'renameDevice';
  return (
    <div className="col g2">
      {subjects.length === 0 ? (
        <p role="alert">{t('devices.change.nothing')}</p>
      ) : (
        <p>{t(`devices.change.texts.${change}`, { count: subjects.length })}</p>
      )}
      {DEVICE_CHANGE_BARS.map((bar) =>
        barred[bar] === 0 ? null : (
          <p key={bar} className="t2">
            {t(`devices.change.bars.${bar}`, { count: barred[bar] })}
          </p>
        ),
      )}
      {subjects.length === 0 ? null : (
        <>
          <Along subjects={subjects} />
          {isName ? <Names subjects={subjects} /> : null}
          {change === 'move' ? <Groups subjects={subjects} /> : null}
          {change === 'delete' ? <Deleted subjects={subjects} /> : null}
        </>
      )}
    </div>
  );
}

/** Cameras that nobody selected and that change with their device. */
function Along({ subjects }: { readonly subjects: readonly Subject[] }) {
  const t = useText();
  const along = subjects.flatMap((subject) => subject.along);
  if (along.length === 0) return null;
  const names = along.slice(0, MAX_ALONG).map(({ number, name }) => `${number} ${name}`);
  const more = along.length - names.length;
  return (
    <p role="note" className="devices-along">
      {t('devices.change.along', { count: along.length, names: names.join(t('shell.comma')) })}
      {more > 0 ? ` ${t('devices.change.more', { count: more })}` : ''}
    </p>
  );
}

function Names({ subjects }: { readonly subjects: readonly Subject[] }) {
  const t = useText();
  const pattern = useChanging((state) => state.pattern);
  const names = namesBy(pattern, subjects);
  return (
    <>
      <Labelled label={t('devices.change.pattern')}>
        <Input value={pattern} maxLength={200} onChange={({ target }) => setPattern(target.value)} />
      </Labelled>
      <p className="t2">{t('devices.change.tokens')}</p>
      <ul className="scr devices-preview" tabIndex={0} aria-label={t('devices.change.preview')}>
        {subjects.slice(0, MAX_LINES).map((subject, i) => (
          <Renamed key={subject.id} subject={subject} name={names[i] ?? ''} />
        ))}
        <Rest of={subjects} />
      </ul>
    </>
  );
}

function Renamed({ subject, name }: { readonly subject: Subject; readonly name: string }) {
  const t = useText();
  const fault = nameFault(subject, name);
  return (
    <li>
      <span className="el t2">{subject.name}</span>
      <span className="el">{name === '' ? '–' : name}</span>
      {fault === null ? null : <span className="devices-fault">{faultWords(t, fault.code, fault.detail)}</span>}
    </li>
  );
}

function faultWords(t: ReturnType<typeof useText>, code: string, detail: string): string {
  if (code === 'too-long') return t('devices.change.faults.tooLong', { detail });
  return t(code === 'too-short' ? 'devices.change.faults.empty' : 'devices.change.faults.signs');
}

const Rest = ({ of }: { readonly of: readonly Subject[] }) => {
  const t = useText();
  const more = of.length - MAX_LINES;
  return more > 0 ? <li className="t2">{t('devices.change.more', { count: more })}</li> : null;
};

/** Groups of one account: devices do not leave their cloud. */
function Groups({ subjects }: { readonly subjects: readonly Subject[] }) {
  const t = useText();
  const groupId = useChanging((state) => state.groupId);
  const parts = useDirectory((state) => state.view.parts);
  const accounts = new Set<AccountId>(subjects.map(({ accountId }) => accountId));
  const part = parts.find(({ accountId }) => accounts.has(accountId));
  if (accounts.size > 1) return <p role="alert">{t('devices.change.oneAccount')}</p>;
  const groups = (part?.groups ?? []).filter(isGroup);
  if (part === undefined || groups.length === 0) return <p role="alert">{t('devices.change.noGroup')}</p>;
  return (
    <Labelled label={t('devices.change.group')}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('devices.change.group')}
        placeholder={t('devices.change.group')}
        value={groupId}
        options={groups.map(({ id }) => ({ value: id, label: groupPath(part, id).join(' / ') }))}
        onChange={setGroup}
      />
    </Labelled>
  );
}

const isGroup = ({ kind }: OrgNode): boolean => kind === undefined;

function Deleted({ subjects }: { readonly subjects: readonly Subject[] }) {
  const t = useText();
  const typed = useChanging((state) => state.typed);
  return (
    <>
      <ul className="scr devices-preview" tabIndex={0} aria-label={t('devices.change.preview')}>
        {subjects.slice(0, MAX_LINES).map(({ id, number, name }) => (
          <li key={id}>
            <span className="mono t2">{number}</span>
            <span className="el">{name}</span>
          </li>
        ))}
        <Rest of={subjects} />
      </ul>
      <DeletedUses channelIds={subjects.flatMap(({ goes }) => goes)} of="delete" />
      {subjects.length < TYPED_FROM ? null : (
        <Labelled label={t('devices.change.type', { count: subjects.length })}>
          <Input value={typed} inputMode="numeric" onChange={({ target }) => setTyped(target.value)} />
        </Labelled>
      )}
    </>
  );
}

const Labelled = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <label className="col g1">
    <span className="t2">{label}</span>
    {children}
  </label>
);
