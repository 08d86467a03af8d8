/** The settings of a camera as a form: the camera as a whole, then a table with a column for each stream. */
import { Input, Select } from 'antd';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import {
  changedSettings,
  copiedSettings,
  limitsOf,
  SETTING_FIELDS,
  SETTING_PLACES,
  settingFaults,
  settingOf,
  type CameraSettings,
  type Setting,
  type SettingFault,
  type SettingField,
  type SettingPlace,
} from '../../../../preload/domain/cameras/camera-settings.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { SkeletonRows } from '../../../ui/rows/skeleton-rows.tsx';
import {
  dropDraft,
  readSettings,
  saveSettings,
  setSetting,
  showCopying,
  useSettings,
  type SettingsBar,
} from '../model/settings.ts';
import { Barred } from './barred.tsx';

interface FormProps {
  readonly camera: NumberedChannel;
  readonly bar: SettingsBar | null;
}

export function SettingsForm({ bar }: FormProps) {
  const t = useText();
  const { settings, draft, isReading, error } = useSettings();
  const faults = settings === null ? [] : settingFaults(settings, draft);
  return (
    <div className="col g2">
      {bar === null ? null : <Barred bar={bar} />}
      {settings === null && isReading ? <SkeletonRows rows={8} label={t('devices.settings.reading')} /> : null}
      {error === null ? null : <ErrorText error={error} onAction={() => void readSettings()} />}
      {settings === null ? null : (
        <div className="scr devices-settings">
          <Values settings={settings} draft={draft} faults={faults} />
          <Differences before={settings.values} after={draft} faults={faults} />
        </div>
      )}
      <SavedLine />
      <Foot hasFaults={faults.length > 0} bar={bar} />
    </div>
  );
}

interface ValuesProps {
  readonly settings: CameraSettings;
  readonly draft: readonly Setting[];
  readonly faults: readonly SettingFault[];
}

function Values(props: ValuesProps) {
  const t = useText();
  const { draft } = props;
  const has = (place: SettingPlace, field: SettingField): boolean => settingOf(draft, { place, field }) !== undefined;
  const places = SETTING_PLACES.filter((place) => place !== 'camera' && draft.some((one) => one.place === place));
  const rows = SETTING_FIELDS.filter((field) => places.some((place) => has(place, field)));
  return (
    <>
      <div className="devices-fields">
        {SETTING_FIELDS.filter((field) => has('camera', field)).map((field) => (
          <label key={field} className="col g1">
            <span className="t2">{t(`devices.settings.fields.${field}`)}</span>
            <Value {...props} place="camera" field={field} />
          </label>
        ))}
      </div>
      <table className="devices-streams">
        <thead>
          <tr>
            <th scope="col">{t('devices.settings.stream')}</th>
            {places.map((place) => (
              <th key={place} scope="col">
                {t(`devices.settings.places.${place}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((field) => (
            <tr key={field}>
              <th scope="row">{t(`devices.settings.fields.${field}`)}</th>
              {places.map((place) => (
                <td key={place}>{has(place, field) ? <Value {...props} place={place} field={field} /> : null}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface ValueProps extends ValuesProps {
  readonly place: SettingPlace;
  readonly field: SettingField;
}

/** A choice, a text, or plain words where the camera allows no change. */
function Value({ settings, draft, faults, place, field }: ValueProps) {
  const t = useText();
  const isSaving = useSettings((state) => state.isSaving);
  const value = settingOf(draft, { place, field }) ?? null;
  const limits = limitsOf(settings, draft, { place, field });
  const label = `${t(`devices.settings.places.${place}`)} ${t(`devices.settings.fields.${field}`)}`;
  const fault = faults.find((one) => one.place === place && one.field === field);
  if (limits === null) {
    return <span className="t2">{value === null ? t('devices.notPublished') : shownValue(t, field, value)}</span>;
  }
  const common = { 'aria-label': label, size: 'small' as const, disabled: isSaving };
  const status = fault === undefined ? {} : { status: 'error' as const, 'aria-invalid': true };
  const range = limits.min === undefined ? null : `${limits.min}–${limits.max ?? ''}`;
  const choices = [...new Set([...(value === null ? [] : [value]), ...(limits.values ?? [])])];
  return (
    <span className="col devices-value">
      {limits.values === undefined ? (
        <Input
          {...common}
          {...status}
          value={value ?? ''}
          maxLength={200}
          placeholder={range ?? ''}
          onChange={({ target }) => setSetting({ place, field }, target.value)}
        />
      ) : (
        <Select
          {...common}
          {...status}
          value={value}
          options={choices.map((one) => ({ value: one, label: shownValue(t, field, one) }))}
          onChange={(next: string) => setSetting({ place, field }, next)}
        />
      )}
      {fault === undefined ? null : (
        <span role="alert" className="devices-fault">
          {faultWords(t, fault, range)}
        </span>
      )}
    </span>
  );
}

function faultWords(t: Text, { fault: { code, detail } }: SettingFault, range: string | null): string {
  if (range !== null) return t('devices.settings.faults.range', { detail: range });
  if (code === 'enum') return t('devices.settings.faults.enum');
  if (code === 'too-long') return t('devices.settings.faults.tooLong', { detail });
  return t(code === 'too-short' ? 'devices.settings.faults.empty' : 'devices.settings.faults.form');
}

/** A word of the product for values that are words; numbers and sizes as they are. */
function shownValue(t: Text, field: SettingField, value: string): string {
  if (field === 'rateKind' && (value === 'constant' || value === 'variable')) {
    return t(`devices.settings.rateKinds.${value}`);
  }
  if ((field === 'sound' || field === 'clock') && (value === 'on' || value === 'off')) {
    return t(`devices.settings.switches.${value}`);
  }
  return value;
}

interface DifferencesProps {
  readonly before: readonly Setting[];
  readonly after: readonly Setting[];
  readonly faults: readonly SettingFault[];
}

/** Each change with the old and the new value, before it is sent; behind it the settings that stand in its way. */
function Differences({ before, after, faults }: DifferencesProps) {
  const t = useText();
  const changed = changedSettings(before, after);
  if (changed.length === 0) return null;
  const hidden = faults.filter((fault) => !changed.some(isAt(fault)));
  return (
    <section aria-label={t('devices.settings.differences')} className="devices-part">
      <h3>{t('devices.settings.differences')}</h3>
      <ul className="devices-lines">
        {changed.map(({ place, field, value }) => (
          <li key={`${place} ${field}`}>
            {t('devices.settings.difference', {
              setting: settingWords(t, { place, field }),
              before: wordsOrNone(t, field, settingOf(before, { place, field })),
              after: wordsOrNone(t, field, value),
            })}
          </li>
        ))}
        {hidden.map(({ place, field }) => (
          <li key={`${place} ${field}`} className="devices-fault">
            {t('devices.settings.follows', { setting: settingWords(t, { place, field }) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

const isAt =
  ({ place, field }: Pick<Setting, 'place' | 'field'>) =>
  (one: Pick<Setting, 'place' | 'field'>): boolean =>
    one.place === place && one.field === field;

const wordsOrNone = (t: Text, field: SettingField, value: string | null | undefined): string =>
  value === null || value === undefined || value === '' ? t('devices.empty') : shownValue(t, field, value);

/** As a row names a setting: its stream, then its name. */
export const settingWords = (t: Text, { place, field }: Pick<Setting, 'place' | 'field'>): string =>
  place === 'camera'
    ? t(`devices.settings.fields.${field}`)
    : `${t(`devices.settings.places.${place}`)}: ${t(`devices.settings.fields.${field}`)}`;

/** The camera decides by itself: what it answers after the change counts, not what was sent. */
function SavedLine() {
  const t = useText();
  const saved = useSettings((state) => state.saved);
  if (saved === null) return null;
  const { count, kept, error } = saved;
  if (error !== null) {
    return (
      <>
        <p role="status">{t('devices.settings.unread', { count })}</p>
        <ErrorText error={error} onAction={() => void readSettings()} />
      </>
    );
  }
  return (
    <p role="status" className="row g2">
      <StateGlyph name={kept.length === 0 ? 'ok' : 'unknown'} />
      {kept.length === 0
        ? t('devices.settings.saved', { count })
        : t('devices.settings.kept', { settings: kept.map((one) => settingWords(t, one)).join(t('shell.comma')) })}
    </p>
  );
}

function Foot({ hasFaults, bar }: { readonly hasFaults: boolean; readonly bar: SettingsBar | null }) {
  const t = useText();
  const { settings, draft, isReading, isSaving } = useSettings();
  const count = settings === null ? 0 : changedSettings(settings.values, draft).length;
  const canCopy = settings !== null && count === 0 && copiedSettings(settings.values).length > 0;
  const isReady = count > 0 && !hasFaults && !isSaving && bar === null;
  return (
    <div className="row g2 dialog-foot">
      <button
        type="button"
        className="btn"
        disabled={isReading || isSaving || bar !== null}
        onClick={() => void readSettings()}
      >
        {t('devices.settings.again')}
      </button>
      <button
        type="button"
        className="btn"
        aria-disabled={!canCopy}
        title={canCopy ? undefined : t('devices.settings.copyLater')}
        onClick={canCopy ? () => showCopying(true) : undefined}
      >
        {t('devices.settings.copy')}
      </button>
      <span className="grow" />
      <button type="button" className="btn" disabled={count === 0 || isSaving} onClick={dropDraft}>
        {t('devices.settings.drop')}
      </button>
      <button type="button" className="btn pri" disabled={!isReady} onClick={() => void saveSettings()}>
        {isSaving
          ? t('devices.settings.saving')
          : t(count === 0 ? 'devices.settings.saveNone' : 'devices.settings.save', { count })}
      </button>
    </div>
  );
}
