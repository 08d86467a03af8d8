/** The order of archived footage: which cameras, from when to when, under which name, and for how many days. */
import { useId, useState, type FormEvent } from 'react';
import type { RetrievalList } from '../../../preload/contract/retrievals.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { useText } from '../../i18n/i18n.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { stampOf, stampWords } from '../../ui/timeline/stamp.ts';
import { typedMoment, type MomentProblem } from '../../ui/timeline/typed-moment.ts';
import { dayOf, operatorZone } from '../../ui/timeline/zone.ts';
import { archivedSpan, order } from './model/retrievals.ts';

interface FormProps {
  readonly accountId: AccountId;
  /** The selected camera first. */
  readonly cameras: readonly ChannelId[];
  readonly limits: RetrievalList['limits'];
}

const USUAL_DAYS = 7;

/** A moment as it stands in a field, with the offset: an hour that comes twice has two names. */
const typed = (ms: number | undefined): string => (ms === undefined ? '' : stampWords(operatorZone(), ms));

function usualName(camera: string, span: TimeRange | null): string {
  const { day, time } = stampOf(operatorZone(), span?.fromMs ?? Date.now());
  return `${camera}_${day.replaceAll('-', '')}_${time.slice(0, 5).replace(':', '')}`;
}

type Problem = { readonly field: 'from' | 'to'; readonly problem: MomentProblem | 'order' };

/** The moment of a field, or why the words are no moment. Of two moments of one name the first is taken. */
function momentIn(text: string): number | MomentProblem {
  const nowMs = Date.now();
  const zone = operatorZone();
  const answer = typedMoment(text, { zone, nowMs, day: dayOf(zone, nowMs) });
  return 'problem' in answer ? answer.problem : (answer.moments[0] ?? 'unreadable');
}

function rangeIn(from: string, to: string): TimeRange | Problem {
  const [fromMs, toMs] = [momentIn(from), momentIn(to)];
  if (typeof fromMs === 'string') return { field: 'from', problem: fromMs };
  if (typeof toMs === 'string') return { field: 'to', problem: toMs };
  return toMs <= fromMs ? { field: 'to', problem: 'order' } : { fromMs, toMs };
}

export function RetrievalForm({ accountId, cameras, limits }: FormProps) {
  const t = useText();
  const byId = useDirectory((state) => state.view.byId);
  const [first] = cameras;
  const number = first === undefined ? undefined : byId.get(first)?.number;
  const [span] = useState(archivedSpan);
  const [chosen, setChosen] = useState<ReadonlySet<ChannelId>>(() => new Set(cameras.slice(0, 1)));
  const [from, setFrom] = useState(() => typed(span?.fromMs));
  const [to, setTo] = useState(() => typed(span?.toMs));
  const [name, setName] = useState(() => usualName(String(number ?? ''), span));
  const [days, setDays] = useState(String(USUAL_DAYS));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [failure, setFailure] = useState<Awaited<ReturnType<typeof order>>>(null);
  const [isSending, setSending] = useState(false);
  const takeSpan = (): void => {
    const now = archivedSpan();
    if (now === null) return;
    setFrom(typed(now.fromMs));
    setTo(typed(now.toMs));
    setProblem(null);
  };
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const range = rangeIn(from, to);
    if ('problem' in range) return setProblem(range);
    setProblem(null);
    setSending(true);
    const channelIds = cameras.filter((id) => chosen.has(id));
    setFailure(await order({ accountId, name: name.trim(), channelIds, range, keepDays: Number(days) }));
    setSending(false);
  };
  const problemOf = (field: Problem['field']) => (problem?.field === field ? t(problemKey(problem)) : null);
  return (
    <form
      className="playback-form"
      aria-label={t('playback.retrievals.order')}
      onSubmit={(event) => void onSubmit(event)}
    >
      <Cameras {...{ cameras, chosen }} max={limits.maxChannels} onChoose={setChosen} />
      <Field
        label={t('playback.retrievals.from')}
        value={from}
        onValue={setFrom}
        max={64}
        problem={problemOf('from')}
      />
      <Field label={t('playback.retrievals.to')} value={to} onValue={setTo} max={64} problem={problemOf('to')} />
      <button type="button" className="lnk" onClick={takeSpan}>
        {t('playback.retrievals.takeSpan')}
      </button>
      <Field label={t('playback.retrievals.name')} value={name} onValue={setName} max={limits.maxNameChars} />
      <label className="playback-field">
        <span className="t2">{t('playback.retrievals.days', { count: limits.maxKeepDays })}</span>
        <input
          className="fld sm"
          type="number"
          required
          min={1}
          max={limits.maxKeepDays}
          value={days}
          onChange={({ target }) => setDays(target.value)}
        />
      </label>
      {failure === null ? null : <OrderFailure {...failure} />}
      <div className="row g2">
        <button type="submit" className="btn sm pri" disabled={isSending || chosen.size === 0 || name.trim() === ''}>
          {t('playback.retrievals.send')}
        </button>
      </div>
    </form>
  );
}

const problemKey = ({ problem }: Problem) =>
  problem === 'order' ? ('playback.retrievals.endFirst' as const) : (`timeline.moments.problems.${problem}` as const);

interface CamerasProps {
  readonly cameras: readonly ChannelId[];
  readonly chosen: ReadonlySet<ChannelId>;
  readonly max: number;
  readonly onChoose: (chosen: ReadonlySet<ChannelId>) => void;
}

function Cameras({ cameras, chosen, max, onChoose }: CamerasProps) {
  const t = useText();
  const byId = useDirectory((state) => state.view.byId);
  const toggle = (id: ChannelId): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <fieldset className="playback-choice">
      <legend className="t2">{t('playback.retrievals.cameras', { count: max })}</legend>
      {cameras.map((id) => {
        const channel = byId.get(id);
        return (
          <label key={id} className="row g2">
            <input
              type="checkbox"
              checked={chosen.has(id)}
              disabled={!chosen.has(id) && chosen.size >= max}
              onChange={() => toggle(id)}
            />
            <span className="el">
              {channel === undefined ? t('shell.unknownCamera') : `${channel.number} ${channel.name}`}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

function OrderFailure({ error, rest }: { readonly error: WireError; readonly rest: TimeRange | null }) {
  const t = useText();
  const time = (ms: number): string => stampWords(operatorZone(), ms);
  return (
    <>
      {rest === null ? null : (
        <p role="status">{t('playback.retrievals.rest', { from: time(rest.fromMs), to: time(rest.toMs) })}</p>
      )}
      <ErrorText error={error} />
    </>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly max: number;
  readonly problem?: string | null;
  readonly onValue: (value: string) => void;
}

function Field({ label, value, max, problem = null, onValue }: FieldProps) {
  const id = useId();
  return (
    <div className="playback-field">
      <label className="playback-field">
        <span className="t2">{label}</span>
        <input
          className="fld sm"
          value={value}
          maxLength={max}
          aria-invalid={problem !== null || undefined}
          aria-describedby={problem === null ? undefined : id}
          onChange={({ target }) => onValue(target.value)}
        />
      </label>
      {problem === null ? null : (
        <span id={id} role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
