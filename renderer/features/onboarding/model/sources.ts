/** The data sources that this client added. Their addresses are in fields of the page alone. */
import type { DataSourceType } from '../../../../preload/domain/onboarding/data-sources.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { AccountId, OrgNodeId } from '../../../../preload/domain/ids.ts';
import { request } from '../../../page/bridge.ts';
import { RemoteList } from '../../../state/page/remote-list.ts';
import { typedMoment, type MomentProblem } from '../../../ui/timeline/typed-moment.ts';
import { dayOf, operatorZone } from '../../../ui/timeline/zone.ts';

const list = new RemoteList(() => request['onboarding.sources']({}));

export const useSources = list.use;
export const loadSources = (): Promise<void> => list.read();

/** The data sources have changed, here or in another window; nothing is read before a page has shown them. */
export const refreshSources = (): void => list.refresh();

interface SourceOrder {
  readonly accountId: AccountId;
  readonly groupId: OrgNodeId;
  readonly name: string;
  readonly type: DataSourceType;
  /** Nothing here holds it afterwards. */
  readonly url: string;
  readonly endsAtMs: number | null;
}

/** @returns why it was refused, or null. */
export async function addSource(order: SourceOrder): Promise<WireError | null> {
  const answer = await request['onboarding.addSource'](order);
  await loadSources();
  return answer.ok ? null : answer.error;
}

/** @returns why it was refused, or null. */
export async function renewSource(id: string, url: string, endsAtMs: number | null): Promise<WireError | null> {
  const answer = await request['onboarding.renewSource']({ id, url, endsAtMs });
  await loadSources();
  return answer.ok ? null : answer.error;
}

export async function forgetSource(id: string): Promise<void> {
  const answer = await request['onboarding.forgetSource']({ id });
  if (answer.ok) await loadSources();
  else list.use.setState({ error: answer.error });
}

/**
 * The end of an address as somebody typed it, in the zone of the computer; null where nothing was typed. Of two moments of one name
 * the first is taken: the source is marked early rather than late.
 *
 * @returns why the words are no moment, else epoch ms.
 */
export function endOf(text: string, nowMs: number): number | null | MomentProblem {
  if (text.trim() === '') return null;
  const zone = operatorZone();
  const typed = typedMoment(text, { zone, nowMs, day: dayOf(zone, nowMs) });
  return 'problem' in typed ? typed.problem : (typed.moments[0] ?? 'unreadable');
}
