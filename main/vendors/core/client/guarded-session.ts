/** A session whose lists contain no secret of the account: lists are shown in windows and stored. */
import { log } from '../../../log.ts';
import type { Redactor } from '../../../redactor.ts';
import { inPieces, VALUE_COST } from '../../../pieces.ts';
import type { DirectoryPort } from '../../../ports/directory.ts';
import type { FactsPort } from '../../../ports/facts.ts';
import type { Page } from '../../../ports/page.ts';
import type { VendorSession } from '../../../ports/session.ts';
import type { ListedTarget, TargetPort } from '../../../ports/targets.ts';
import { accountFacts } from './figures.ts';

/** All ids of one row together, each with the id of its account; documented ids have 64 characters at most. */
const MAX_IDS_CHARS = 4_096;

/** A group, a device or a channel. */
interface Row {
  readonly id: string;
  readonly name: string;
  readonly parentId?: string | null;
  readonly deviceId?: string;
  readonly orgNodeId?: string | null;
}

/** Stars secrets in the names that a session lists, and drops rows that have one in an id. */
export function guardedSession(session: VendorSession, redactor: Redactor): VendorSession {
  const { directory, facts, targets } = session;
  return {
    ...session,
    ...(directory && { directory: guardedDirectory(directory, redactor) }),
    ...(facts && { facts: guardedFacts(facts, redactor) }),
    ...(targets && { targets: guardedTargets(targets, redactor) }),
  };
}

function guardedDirectory(port: DirectoryPort, redactor: Redactor): DirectoryPort {
  return {
    ...(port.ask && {
      ask: async (deviceId, signal) => {
        const channels = (await port.ask?.(deviceId, signal)) ?? null;
        return channels && (await inPieces(guarding(channels, redactor)));
      },
    }),
    groups: (signal) => guardedPages(port.groups(signal), redactor),
    devices: (signal) => guardedPages(port.devices(signal), redactor),
    channels: (signal) => guardedPages(port.channels(signal), redactor),
  };
}

async function* guardedPages<T extends Row>(
  pages: AsyncIterable<Page<T>>,
  redactor: Redactor,
): AsyncGenerator<Page<T>> {
  for await (const { items, total } of pages) {
    const kept = await inPieces(guarding(items, redactor));
    if (kept.length < items.length)
      log.warn('rows with a secret in an id, or with an endless id, were dropped', {
        rows: items.length - kept.length,
      });
    yield { items: kept, total };
  }
}

/** The rows that may be shown, as work that is done in pieces: a page may hold 4 MB. */
function* guarding<T extends Row>(items: readonly T[], redactor: Redactor): Generator<number, readonly T[]> {
  const kept: T[] = [];
  for (const item of items) {
    const { id, parentId, deviceId, orgNodeId, name } = item;
    const ids = [id, parentId, deviceId, orgNodeId].filter(Boolean).join(' ');
    yield Math.min(ids.length, MAX_IDS_CHARS) + name.length + VALUE_COST;
    if (ids.length > MAX_IDS_CHARS || redactor.hasSecret(ids)) continue;
    kept.push({ ...item, name: redactor.star(name) });
  }
  return kept;
}

function guardedFacts(port: FactsPort, redactor: Redactor): FactsPort {
  return accountFacts(port, {
    notes: port.notes,
    parts: port.parts.map(({ part, read }) => ({
      part,
      read: async (signal) => {
        const reading = await read(signal);
        const figures = reading.figures.map((figure) => ({
          ...figure,
          name: figure.name === null ? null : redactor.star(figure.name),
        }));
        return { ...reading, figures };
      },
    })),
  });
}

/** A change reads the target by itself, so that no stars are sent back to the cloud. */
function guardedTargets(port: TargetPort, redactor: Redactor): TargetPort {
  const named = <T extends { readonly name: string }>(one: T): T => ({ ...one, name: redactor.star(one.name) });
  const safe = (target: ListedTarget): ListedTarget => {
    const values = Object.entries(target.values).map(([field, value]) => [field, redactor.star(value)]);
    return { ...target, values: Object.fromEntries(values) as ListedTarget['values'] };
  };
  return {
    limits: (deviceId, signal) => port.limits(deviceId, signal),
    count: (place, signal) => port.count(place, signal),
    consent: (deviceId, signal) => port.consent(deviceId, signal),
    channelConsent: (deviceId, channelId, signal) => port.channelConsent(deviceId, channelId, signal),
    authorize: (deviceId, state, channels, signal) => port.authorize(deviceId, state, channels, signal),
    addGroup: (deviceId, draft, signal) => port.addGroup(deviceId, draft, signal),
    changeGroup: (place, change, signal) => port.changeGroup(place, change, signal),
    deleteGroup: (place, signal) => port.deleteGroup(place, signal),
    seenIn: (place) => port.seenIn(place),
    picture: (place, targetId, signal) => port.picture(place, targetId, signal),
    add: (place, drafts, signal) => port.add(place, drafts, signal),
    update: (place, changes, signal) => port.update(place, changes, signal),
    delete: (place, targetIds, signal) => port.delete(place, targetIds, signal),
    move: (place, toGroupId, targetIds, signal) => port.move(place, toGroupId, targetIds, signal),
    finishMove: (place, toGroupId, ids, signal) => port.finishMove(place, toGroupId, ids, signal),
    devices: async (signal) => (await port.devices(signal)).map(named),
    groups: async (deviceId, signal) => {
      const listed = await port.groups(deviceId, signal);
      return { ...listed, groups: listed.groups.map(named) };
    },
    page: async (place, cursor, signal) => {
      const rows = await port.page(place, cursor, signal);
      const targets = rows.targets.filter(({ id }) => !redactor.hasSecret(id)).map(safe);
      return { ...rows, targets, unreadable: rows.unreadable + rows.targets.length - targets.length };
    },
    get: async (place, targetId, signal) => safe(await port.get(place, targetId, signal)),
  };
}
