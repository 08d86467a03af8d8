/**
 * Reports the incidents of an earlier run in the status bar: that the client restarted, and cameras that it stopped.
 */
import type { Incident } from '../../../preload/contract/incidents.ts';
import { HUNG } from '../../../preload/domain/incidents.ts';
import { on, request } from '../../page/bridge.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { textNow } from '../../i18n/i18n.ts';
import { copyText } from '../../page/copy-text.ts';
import { minuteText } from '../../ui/format.ts';
import { postNotice, type NoticeKey, type NoticeLink } from './notices.ts';

type RestartWords = Readonly<Record<'plain' | 'bare' | 'stopped', NoticeKey>>;

const RESTARTED_WORDS: RestartWords = { plain: 'restarted', bare: 'restartedBare', stopped: 'restartedStopped' };
const HUNG_WORDS: RestartWords = { plain: 'hung', bare: 'hungBare', stopped: 'hungStopped' };

/** Shows main's incidents, now and later, until the returned function is called. */
export function followIncidents(): () => void {
  void takeIncidents();
  return on('incident.arrived', () => void takeIncidents());
}

async function takeIncidents(): Promise<void> {
  const answer = await request['incident.take']({});
  if (answer.ok && answer.value.incidents.length > 0) notify(answer.value.incidents, answer.value.canReveal);
}

/** The way to a crash report: its folder where the host can show it, else its path. */
function reportLink(path: string, canReveal: boolean): NoticeLink {
  if (canReveal) return { kind: 'showReport', run: () => void request['incident.reveal-report']({}) };
  const copy = async (): Promise<void> => postNotice((await copyText(path)) ? 'pathCopied' : 'copyRefused', { path });
  return { kind: 'copyPath', run: () => void copy() };
}

/** One line holds one notice: a camera that may still be moving comes last, and so stays. */
function notify(incidents: readonly Incident[], canReveal: boolean): void {
  const stopped = incidents.filter((one) => one.kind === 'camera-stopped');
  const restart = incidents.find((one) => one.kind === 'restarted');
  if (restart !== undefined) tellRestart(restart, stopped, canReveal);
  else
    for (const { name, atMs } of stopped)
      postNotice('cameraStopped', { name: cameraWords(name), time: minuteText(atMs) });
  for (const one of incidents) {
    if (one.kind !== 'camera-moving' && one.kind !== 'camera-left-moving') continue;
    const { what } = errorWords(textNow(), one.error);
    const key = one.kind === 'camera-moving' ? 'cameraMoving' : 'cameraLeftMoving';
    postNotice(key, { name: cameraWords(one.name), time: minuteText(one.atMs), reason: what });
  }
}

function tellRestart(
  { atMs, reason, reportPath }: Extract<Incident, { kind: 'restarted' }>,
  stopped: readonly Extract<Incident, { kind: 'camera-stopped' }>[],
  canReveal: boolean,
): void {
  const time = minuteText(atMs);
  const words = reason === HUNG ? HUNG_WORDS : RESTARTED_WORDS;
  if (reportPath === null) return postNotice(words.bare, { time });
  const link = reportLink(reportPath, canReveal);
  if (stopped.length === 0) return postNotice(words.plain, { time }, null, link);
  const name = stopped.map((one) => cameraWords(one.name)).join(textNow()('shell.comma'));
  postNotice(words.stopped, { time, name }, null, link);
}

export function cameraWords(name: string | null): string {
  return name ?? textNow()('shell.unknownCamera');
}
