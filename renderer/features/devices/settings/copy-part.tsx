/** Copies the encoding of a camera to others: choose them, ask what each allows, then send. */
import { Select } from 'antd';
import { useMemo } from 'react';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import type { StateName } from '../../../ui/icons/names.ts';
import {
  askCopies,
  canRetry,
  chooseCopies,
  forgetCopying,
  MAX_COPIES,
  retryCopies,
  sendCopies,
  stopCopying,
  useCopying,
  type CopyRow,
} from '../model/copying.ts';
import { settingsBar, showCopying, useOffers, useSettings } from '../model/settings.ts';
import { settingWords } from './settings-form.tsx';

export function CopyPart({ from }: { readonly from: NumberedChannel }) {
  const t = useText();
  const { rows, progress } = useCopying();
  const values = useSettings((state) => state.settings?.values ?? []);
  return (
    <div className="col g2">
      <p>{t('devices.settings.copyText')}</p>
      {progress === null && rows === null ? <Choice from={from} /> : null}
      {progress === null ? null : <Progress />}
      {progress !== null || rows === null ? null : <Rows rows={rows} />}
      <Foot values={values} />
    </div>
  );
}

/** The cameras of the account that can be asked. Others are counted: nobody looks for them in vain. */
function useCandidates(from: NumberedChannel) {
  const parts = useDirectory((state) => state.view.parts);
  const offer = useOffers((state) => state.get(from.accountId)?.offers?.settings ?? null);
  return useMemo(() => {
    const ofAccount = parts.find(({ accountId }) => accountId === from.accountId)?.channels ?? [];
    const others = ofAccount.filter(({ id }) => id !== from.id);
    const able = others.filter((one) => settingsBar(offer, one) === null);
    return { able, barred: others.length - able.length };
  }, [parts, offer, from]);
}

function Choice({ from }: { readonly from: NumberedChannel }) {
  const t = useText();
  const chosen = useCopying((state) => state.chosen);
  const { able, barred } = useCandidates(from);
  return (
    <>
      <Select
        mode="multiple"
        className="devices-choice"
        autoFocus
        aria-label={t('devices.settings.copyTo')}
        placeholder={t('devices.settings.copyTo')}
        maxCount={MAX_COPIES}
        maxTagCount="responsive"
        showSearch={{ optionFilterProp: 'label' }}
        value={[...chosen]}
        options={able.map(({ id, number, name }) => ({ value: id, label: `${number} ${name}` }))}
        onChange={chooseCopies}
      />
      <div className="row g2">
        <button type="button" className="lnk" onClick={() => chooseCopies(able.map(({ id }) => id))}>
          {t('devices.settings.copyAll', { count: Math.min(able.length, MAX_COPIES) })}
        </button>
        {barred === 0 ? null : <span className="t2">{t('devices.settings.copyBarred', { count: barred })}</span>}
      </div>
    </>
  );
}

function Progress() {
  const t = useText();
  const { progress, isStopping } = useCopying();
  if (progress === null) return null;
  const { step, done, total } = progress;
  return (
    <div role="status" className="col g2">
      <p>{t(isStopping ? 'devices.settings.stopping' : `devices.settings.progress.${step}`, { done, total })}</p>
      <progress className="devices-progress" value={done} max={total} aria-label={t('devices.change.progress')} />
    </div>
  );
}

const GLYPHS: Readonly<Record<CopyRow['state'], StateName>> = {
  ...({ ready: 'none', same: 'ok', done: 'ok', kept: 'unknown', differs: 'error' } as const),
  ...({ unread: 'error', refused: 'error', notSent: 'error', unknown: 'unknown', notAsked: 'none' } as const),
};

/** Those that get nothing come first. */
const ORDER: readonly CopyRow['state'][] = [
  ...(['differs', 'unread', 'refused', 'notSent', 'unknown', 'kept', 'notAsked', 'ready', 'same', 'done'] as const),
];

function Rows({ rows }: { readonly rows: readonly CopyRow[] }) {
  const t = useText();
  const ordered = rows.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return (
    <ul className="scr devices-preview devices-copies" tabIndex={0} aria-label={t('devices.settings.copies')}>
      {ordered.map((row) => (
        <li key={row.camera.id}>
          <StateGlyph name={GLYPHS[row.state]} />
          <b className="el">{`${row.camera.number} ${row.camera.name}`}</b>
          <span className="t2 selectable">{rowWords(t, row)}</span>
        </li>
      ))}
    </ul>
  );
}

function rowWords(t: Text, row: CopyRow): string {
  switch (row.state) {
    case 'ready':
      return t('devices.settings.copyStates.ready', { count: row.count });
    case 'differs': {
      const settings = [...new Set(row.barred.map((one) => settingWords(t, one)))].join(t('shell.comma'));
      return t('devices.settings.copyStates.differs', { settings });
    }
    case 'unread':
    case 'refused':
    case 'notSent':
    case 'unknown': {
      const words = errorWords(t, row.error);
      return `${t(`devices.settings.copyStates.${row.state}`)} ${words.what} ${words.next}`;
    }
    default:
      return t(`devices.settings.copyStates.${row.state}`);
  }
}

function Foot({ values }: { readonly values: Parameters<typeof askCopies>[0] }) {
  const t = useText();
  const { chosen, rows, progress, isStopping } = useCopying();
  const byId = useDirectory((state) => state.view.byId);
  if (progress !== null) {
    return (
      <div className="row g2 dialog-foot">
        <button type="button" className="btn" autoFocus aria-disabled={isStopping} onClick={stopCopying}>
          {t('devices.settings.stop')}
        </button>
      </div>
    );
  }
  const ready = (rows ?? []).filter(({ state }) => state === 'ready').length;
  const left = (rows ?? []).filter(canRetry).length;
  const cameras = chosen.flatMap((id) => byId.get(id) ?? []);
  const back = (): void => {
    forgetCopying();
    showCopying(false);
  };
  return (
    <div className="row g2 dialog-foot">
      <button type="button" className="btn" onClick={back}>
        {t('devices.settings.back')}
      </button>
      <span className="grow" />
      {left === 0 ? null : (
        <button type="button" className="btn" onClick={() => void retryCopies(values)}>
          {t('devices.settings.retry', { count: left })}
        </button>
      )}
      {rows === null ? (
        <button
          type="button"
          className="btn pri"
          disabled={cameras.length === 0}
          onClick={() => void askCopies(values, cameras)}
        >
          {t('devices.settings.ask', { count: cameras.length })}
        </button>
      ) : (
        <button type="button" className="btn pri" disabled={ready === 0} onClick={() => void sendCopies()}>
          {t(ready === 0 ? 'devices.settings.sendNone' : 'devices.settings.send', { count: ready })}
        </button>
      )}
    </div>
  );
}
