/** The order of archived footage: which cameras, from when to when, under which name, and for how many days. */
import { useEffect, useState, type FormEvent } from 'react';
import type { RetrievalList } from '../../../../preload/contract/retrievals.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { AccountId, ChannelId } from '../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { stampOf, stampWords } from '../../../ui/timeline/stamp.ts';
import { Field } from '../field.tsx';
import { archivedSpan, order, taskCount } from './retrievals.ts';
import { problemKey, rangeIn, retyped, typed, type RangeProblem } from '../timeline/typed-range.ts';
import { followZone, stampZone } from '../../../state/page/stamp-zone.ts';

interface FormProps {
  readonly accountId: AccountId;
  /** The selected camera first. */
  readonly cameras: readonly ChannelId[];
  readonly limits: RetrievalList['limits'];
}

const USUAL_DAYS = 7;

function usualName(camera: string, span: TimeRange | null): string {
  const { day, time } = stampOf(stampZone(), span?.fromMs ?? Date.now());
  return `${camera}_${day.replaceAll('-', '')}_${time.slice(0, 5).replace(':', '')}`;
}

type SetText = (change: (text: string) => string) => void;

/** When another zone is chosen, typed times keep their moment. @returns ends it. */
const followFields = (...sets: readonly SetText[]): (() => void) =>
  followZone((before) => sets.forEach((set) => set((text) => retyped(text, before))));

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
  const [problem, setProblem] = useState<RangeProblem | null>(null);
  const [failure, setFailure] = useState<Awaited<ReturnType<typeof order>>>(null);
  const [isSending, setSending] = useState(false);
  useEffect(() => followFields(setFrom, setTo), []);
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
  const problemOf = (field: RangeProblem['field']) => (problem?.field === field ? t(problemKey(problem)) : null);
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
      <SeveralTasks {...{ from, to }} cutsMs={limits.cutsMs} />
      {failure === null ? null : <OrderFailure {...failure} />}
      <div className="row g2">
        <button type="submit" className="btn sm pri" disabled={isSending || chosen.size === 0 || name.trim() === ''}>
          {t('playback.retrievals.send')}
        </button>
      </div>
    </form>
  );
}

interface SeveralTasksProps {
  readonly from: string;
  readonly to: string;
  readonly cutsMs: readonly number[];
}

/** Says before the order that one task does not hold the range. */
function SeveralTasks({ from, to, cutsMs }: SeveralTasksProps) {
  const t = useText();
  const range = rangeIn(from, to);
  const count = 'problem' in range ? 1 : taskCount(range, cutsMs);
  return (
    <p className="t2" role="status">
      {count === 1 ? '' : t('playback.retrievals.several', { count })}
    </p>
  );
}

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
  const time = (ms: number): string => stampWords(stampZone(), ms);
  return (
    <>
      {rest === null ? null : (
        <p role="status">{t('playback.retrievals.rest', { from: time(rest.fromMs), to: time(rest.toMs) })}</p>
      )}
      <ErrorText error={error} />
    </>
  );
}
