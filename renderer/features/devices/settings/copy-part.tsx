/** Copies the encoding of a camera to others: choose them, ask what each allows, then send. */
import { Select } from 'antd';
import { useMemo } from 'react';
import type { Setting } from '../../../../preload/domain/cameras/camera-settings.ts';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { orderFate } from '../../../../preload/domain/lost-answer.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { OutcomeList } from '../../../ui/outcomes/outcome-list.tsx';
import type { OutcomeRow } from '../../../ui/outcomes/outcome-words.tsx';
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

/** While the settings are not read. A selector that makes a new list each time renders without end. */
const NO_VALUES: readonly Setting[] = [];

export function CopyPart({ from }: { readonly from: NumberedChannel }) {
  const t = useText();
  const { rows, progress } = useCopying();
  const values = useSettings((state) => state.settings?.values ?? NO_VALUES);
  return (
    <div className="col g2">
      <p>{t('devices.settings.copyText')}</p>
      {progress === null && rows === null ? <Choice from={from} /> : null}
      {progress === null ? null : <Progress />}
      {progress !== null || rows === null ? null : <Rows rows={rows} values={values} />}
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

interface RowsProps {
  readonly rows: readonly CopyRow[];
  readonly values: readonly Setting[];
}

/** A retry asks the cameras first what they allow: what was sent and lost is seen there, and nothing is sent blindly. */
function Rows({ rows, values }: RowsProps) {
  const t = useText();
  const listed = useMemo(() => rows.map((row) => outcomeOf(t, row)), [t, rows]);
  const open = new Set<string>(rows.filter(canRetry).map(({ camera }) => camera.id));
  return (
    <div className="devices-copies">
      <OutcomeList
        label={t('devices.settings.copies')}
        rows={listed}
        retry={{ can: ({ id }) => open.has(id), isBusy: false, onRetry: (ids) => void retryCopies(values, ids) }}
      />
    </div>
  );
}

function outcomeOf(t: Text, row: CopyRow): OutcomeRow {
  const { id, number, name } = row.camera;
  const plain = { id, name: `${number} ${name}`, error: null, requestId: null } as const;
  switch (row.state) {
    case 'ready':
      return { ...plain, state: 'ready', words: t('devices.settings.copyStates.ready', { count: row.count }) };
    case 'same':
      return { ...plain, state: 'skipped', words: t('devices.settings.copyStates.same') };
    case 'kept':
      return { ...plain, state: 'unknown', words: t('devices.settings.copyStates.kept') };
    case 'differs': {
      const settings = [...new Set(row.barred.map((one) => settingWords(t, one)))].join(t('shell.comma'));
      const reason = t('devices.settings.copyStates.differs', { settings });
      return { ...plain, state: 'refused', words: t('devices.settings.copyStates.nothing'), reason };
    }
    case 'unread': {
      const state = orderFate(row.error.code) === 'refused' ? 'refused' : 'notAsked';
      return { ...plain, ...failureOf(row), state, words: t('devices.settings.copyStates.nothing') };
    }
    case 'refused':
    case 'unknown':
      return { ...plain, ...failureOf(row), state: row.state };
    case 'notSent':
      return { ...plain, ...failureOf(row), state: 'notAsked' };
    case 'done':
    case 'notAsked':
      return { ...plain, state: row.state };
  }
}

const failureOf = ({ error }: { readonly error: WireError }): Pick<OutcomeRow, 'error' | 'requestId'> => ({
  error,
  requestId: error.vendor?.requestId ?? null,
});

function Foot({ values }: { readonly values: readonly Setting[] }) {
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
