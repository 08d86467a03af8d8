/** All that the client shows after it crashed too often in a row: what happened, where the report is, and a way to continue. */
import { useEffect, useState } from 'react';
import type { Incident } from '../../preload/contract/incidents.ts';
import { on, request } from '../page/bridge.ts';
import { useText, type Text } from '../i18n/i18n.ts';
import { cameraWords } from '../state/page/incidents.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { clockText, minuteText } from '../ui/format.ts';
import './halted-screen.css';

type Halted = Extract<Incident, { kind: 'halted' }>;
type Moving = Extract<Incident, { kind: 'camera-moving' }>;

interface KnownIncidents {
  readonly halted: Halted | null;
  readonly hasStopped: boolean;
  readonly moving: readonly Moving[];
  readonly canReveal: boolean;
}

/** Main reports each camera once, so the earlier ones stay. */
function add(known: KnownIncidents, incidents: readonly Incident[], canReveal: boolean): KnownIncidents {
  const stopped = incidents.filter((one) => one.kind === 'camera-stopped').map(({ channelId }) => channelId);
  const moving = [...known.moving, ...incidents.filter((one) => one.kind === 'camera-moving')];
  return {
    halted: incidents.find((one) => one.kind === 'halted') ?? known.halted,
    hasStopped: known.hasStopped || stopped.length > 0,
    moving: moving.filter(({ channelId }) => !stopped.includes(channelId)),
    canReveal,
  };
}

function useKnownIncidents(): KnownIncidents {
  const [known, setKnown] = useState<KnownIncidents>({ halted: null, hasStopped: false, moving: [], canReveal: false });
  useEffect(() => {
    const take = async (): Promise<void> => {
      const answer = await request['incident.take']({});
      if (answer.ok) setKnown((before) => add(before, answer.value.incidents, answer.value.canReveal));
    };
    void take();
    return on('incident.arrived', () => void take());
  }, []);
  return known;
}

function reasonWords(t: Text, reason: string): string {
  if (reason === 'exception' || reason === 'rejection' || reason === 'hung') return t(`shell.halted.reasons.${reason}`);
  return t('shell.halted.reasons.other', { reason });
}

export function HaltedScreen() {
  const t = useText();
  const { halted, hasStopped, moving, canReveal } = useKnownIncidents();
  if (halted === null) return null;
  const { atMs, reason, reportPath, againAtMs } = halted;
  const facts = { time: clockText(atMs), reason: reasonWords(t, reason) };
  return (
    <main className="halted">
      <section role="alert">
        <h1>{t('shell.halted.title')}</h1>
        <p>
          {againAtMs === null
            ? t('shell.halted.what', facts)
            : t('shell.halted.whatLater', { ...facts, again: minuteText(againAtMs) })}
        </p>
        {hasStopped && moving.length === 0 ? <p>{t('shell.halted.cameras')}</p> : null}
        {moving.map(({ channelId, name }) => (
          <p key={channelId} className="b">
            {t('shell.halted.cameraMoving', { name: cameraWords(name) })}
          </p>
        ))}
        <p className="path">
          {reportPath === null ? t('shell.halted.noReport') : t('shell.halted.report', { path: reportPath })}
          {reportPath === null ? null : <CopyButton text={reportPath} label={t('shell.halted.copy')} />}
        </p>
        <p>{t('shell.halted.next')}</p>
        <p className="acts">
          <button type="button" className="btn pri" autoFocus onClick={() => void request['incident.start-again']({})}>
            {t('shell.halted.again')}
          </button>
          {canReveal ? (
            <button type="button" className="btn" onClick={() => void request['incident.reveal-report']({})}>
              {t('shell.halted.show')}
            </button>
          ) : null}
        </p>
      </section>
    </main>
  );
}
