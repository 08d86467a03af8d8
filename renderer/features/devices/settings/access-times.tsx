/** The times of a day in which a cloud takes the picture of a camera, in the time of the cloud. */
import { Select } from 'antd';
import { useId } from 'react';
import {
  accessFault,
  isSamePlan,
  type AccessFault,
  type AccessLimits,
  type AccessPlan,
} from '../../../../preload/domain/cameras/camera-access.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { durationText, offsetText } from '../../../ui/format.ts';
import { Segmented } from '../../../ui/form/segmented.tsx';
import { planOf, sendPlan, setDraft, useAccess } from '../model/access.ts';

interface TimesProps {
  readonly channelId: ChannelId;
  readonly limits: AccessLimits;
}

export function AccessTimes({ channelId, limits }: TimesProps) {
  const t = useText();
  const { access, draft, sending } = useAccess();
  const plan = planOf({ access, draft });
  const fault = accessFault(limits, plan);
  const stored = access?.plan ?? null;
  const isSame = stored !== null && isSamePlan(stored, plan);
  const isOff = fault !== null || isSame || sending !== null;
  const zone = offsetText(limits.utcOffsetMinutes);
  return (
    <form
      className="devices-part col g2"
      aria-label={t('devices.access.times')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isOff) void sendPlan(channelId);
      }}
    >
      <h3>{t('devices.access.times')}</h3>
      <p className="note">{t('devices.access.zone', { zone })}</p>
      <p className="t2">
        {t(
          stored === null
            ? 'devices.access.none'
            : stored.isActive
              ? 'devices.access.active'
              : 'devices.access.stopped',
        )}
      </p>
      <Switches plan={plan} />
      <Minutes {...{ plan, limits, fault, zone }} />
      {plan.kind === 'random' ? <p className="note">{t('devices.access.randomWhy')}</p> : null}
      {plan.isActive ? <p className="note">{t('devices.access.activeWhy')}</p> : null}
      <div className="row g2 dialog-foot">
        <button
          type="submit"
          className="btn pri"
          aria-busy={sending === 'plan'}
          aria-disabled={isOff || undefined}
          title={isSame ? t('devices.access.same') : undefined}
        >
          {t('devices.access.save')}
        </button>
      </div>
    </form>
  );
}

/** The values of a choice with their words, in their order. */
const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

function Switches({ plan }: { readonly plan: AccessPlan }) {
  const t = useText();
  return (
    <div className="row g2 devices-switches">
      <Segmented
        label={t('devices.access.kind')}
        options={choices({ random: t('devices.access.random'), continuous: t('devices.access.continuous') })}
        value={plan.kind}
        onChange={(kind) => setDraft({ kind: kind === 'random' ? 'random' : 'continuous' })}
      />
      <Segmented
        label={t('devices.access.repeat')}
        options={choices({ day: t('devices.access.daily'), once: t('devices.access.once') })}
        value={plan.isDaily ? 'day' : 'once'}
        onChange={(repeat) => setDraft({ isDaily: repeat === 'day' })}
      />
      <Segmented
        label={t('devices.access.state')}
        options={choices({ active: t('devices.access.isActive'), stopped: t('devices.access.isStopped') })}
        value={plan.isActive ? 'active' : 'stopped'}
        onChange={(state) => setDraft({ isActive: state === 'active' })}
      />
    </div>
  );
}

interface MinutesProps {
  readonly plan: AccessPlan;
  readonly limits: AccessLimits;
  readonly fault: AccessFault | null;
  readonly zone: string;
}

const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;

function Minutes({ plan, limits, fault, zone }: MinutesProps) {
  const t = useText();
  const locale = useLocale();
  const { stepMinutes: step, firstMinute: first, lastStartMinute, lastEndMinute } = limits;
  const lengthName = (minutes: number): string => durationText(minutes * MINUTE_MS, locale);
  const problemOf = (field: AccessFault['field']): string | null =>
    fault?.field === field ? t(`devices.access.problems.${fault.problem}`) : null;
  return (
    <div className="devices-fields">
      <Minute
        label={t('devices.access.start', { zone })}
        value={plan.startMinute}
        values={grid(step, first, lastStartMinute)}
        nameOf={dayMinuteText}
        problem={problemOf('accessStart')}
        onChange={(startMinute) => setDraft({ startMinute })}
      />
      {plan.kind === 'continuous' ? null : (
        <Minute
          label={t('devices.access.end', { zone })}
          value={plan.endMinute ?? first}
          values={grid(step, first, lastEndMinute)}
          nameOf={dayMinuteText}
          problem={problemOf('accessEnd')}
          onChange={(endMinute) => setDraft({ endMinute })}
        />
      )}
      <Minute
        label={t('devices.access.length')}
        value={plan.lengthMinutes}
        values={grid(step, step, DAY_MINUTES - first)}
        nameOf={lengthName}
        problem={problemOf('accessLength')}
        onChange={(lengthMinutes) => setDraft({ lengthMinutes })}
      />
    </div>
  );
}

const grid = (step: number, from: number, to: number): readonly number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);

/** `08:10`. @param minute of the day. */
const dayMinuteText = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

interface MinuteProps {
  readonly label: string;
  readonly value: number;
  readonly values: readonly number[];
  readonly nameOf: (value: number) => string;
  readonly problem: string | null;
  readonly onChange: (value: number) => void;
}

/** A value that the cloud reported and does not take stands there as well. */
function Minute({ label, value, values, nameOf, problem, onChange }: MinuteProps) {
  const id = useId();
  const sending = useAccess((state) => state.sending);
  const all = values.includes(value) ? values : [value, ...values];
  return (
    <span className="col g1 devices-value">
      <label htmlFor={id} className="t2">
        {label}
      </label>
      <Select
        id={id}
        size="small"
        value={value}
        disabled={sending !== null}
        aria-invalid={problem !== null}
        {...(problem === null ? {} : { status: 'error' as const })}
        showSearch={{ optionFilterProp: 'label' }}
        options={all.map((one) => ({ value: one, label: nameOf(one) }))}
        onChange={onChange}
      />
      {problem === null ? null : (
        <span role="alert" className="devices-fault">
          {problem}
        </span>
      )}
    </span>
  );
}
