/**
 * Finds the cameras and groups that sequences and the operator's choices name again, when their account was deleted and
 * added anew, or came without a keychain and was added after a restart: it has another id then, and the cloud the same.
 */
import type { Preferences } from '../../../preload/contract/app.ts';
import {
  accountOf,
  groupUnder,
  nativePartOf,
  type AccountId,
  type ChannelId,
  type OrgNodeId,
} from '../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras.ts';
import type { Sequence, SequenceStep } from '../../../preload/domain/sequences.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { CameraLooksService } from './camera-looks.ts';
import type { PreferencesService } from '../client/preferences.ts';
import type { SequencesService } from '../sequences/sequences.ts';
import { adopt, inherit } from './site-adoption.ts';

interface CameraHeirsOptions {
  readonly accountStore: Pick<AccountStore, 'list'>;
  readonly directory: {
    states(): readonly { readonly accountId: AccountId; readonly revision: number }[];
    channelsOf(accountId: AccountId): readonly Pick<NumberedChannel, 'id' | 'orgNodeId'>[];
  };
  readonly preferences: Pick<PreferencesService, 'get' | 'set'>;
  readonly looks: Pick<CameraLooksService, 'list' | 'inherit'>;
  readonly sequences: Pick<SequencesService, 'list' | 'save'>;
}

interface Heirs {
  readonly cameras: ReadonlyMap<ChannelId, ChannelId>;
  readonly groups: ReadonlyMap<OrgNodeId, OrgNodeId>;
}

/** Groups of the same cloud: a group that holds no camera itself goes with those beside it. */
function adoptGroups(lost: readonly OrgNodeId[], found: readonly OrgNodeId[], to: AccountId, from: Set<AccountId>) {
  const natives = new Set(found.map(nativePartOf));
  for (const group of lost) if (natives.has(nativePartOf(group))) from.add(accountOf(group));
  const taken = lost.filter((group) => from.has(accountOf(group)));
  return new Map(taken.map((group) => [group, groupUnder(to, group)]));
}

function stepWith(step: SequenceStep, { cameras, groups }: Heirs): SequenceStep {
  const { target } = step;
  if (target.kind === 'camera') {
    const channelId = cameras.get(target.channelId);
    return channelId === undefined ? step : { ...step, target: { kind: 'camera', channelId } };
  }
  const groupId = target.kind === 'group' ? groups.get(target.groupId) : undefined;
  return groupId === undefined ? step : { ...step, target: { kind: 'group', groupId } };
}

export class CameraHeirs {
  readonly #options: CameraHeirsOptions;
  readonly #searched = new Map<AccountId, number>();

  constructor(options: CameraHeirsOptions) {
    this.#options = options;
  }

  /** An account came, changed or went: what counts as lost is looked up again. */
  onAccounts(): void {
    this.#searched.clear();
  }

  /** Looks in what the directory holds now. Cheap while it was looked at already. */
  onDirectory(): void {
    const { directory } = this.#options;
    for (const { accountId, revision } of directory.states()) {
      if (revision === 0 || this.#searched.get(accountId) === revision) continue;
      this.#searched.set(accountId, revision);
      this.#search(accountId);
    }
  }

  #search(accountId: AccountId): void {
    const lost = this.#lost();
    if (lost.cameras.length + lost.groups.length === 0) return;
    const channels = this.#options.directory.channelsOf(accountId);
    const cameras = adopt(
      lost.cameras,
      channels.map(({ id }) => id),
    );
    const found = channels.flatMap(({ orgNodeId }) => orgNodeId ?? []);
    const groups = adoptGroups(lost.groups, found, accountId, new Set([...cameras.keys()].map(accountOf)));
    if (cameras.size + groups.size === 0) return;
    log.info('cameras of sequences and choices were found again', { accountId, count: cameras.size + groups.size });
    this.#inherit({ cameras, groups });
  }

  #lost(): { readonly cameras: readonly ChannelId[]; readonly groups: readonly OrgNodeId[] } {
    const { accountStore, preferences, looks, sequences } = this.#options;
    const present = new Set(accountStore.list().map(({ id }) => id));
    const { protectedCameras, streamChoices } = preferences.get();
    const targets = sequences.list().sequences.flatMap(({ steps }) => steps.map(({ target }) => target));
    const cameras = [
      ...protectedCameras,
      ...[...streamChoices, ...looks.list()].map(({ channelId }) => channelId),
      ...targets.flatMap((target) => (target.kind === 'camera' ? target.channelId : [])),
    ];
    const groups = targets.flatMap((target) => (target.kind === 'group' ? target.groupId : []));
    return {
      cameras: [...new Set(cameras)].filter((id) => !present.has(accountOf(id))),
      groups: [...new Set(groups)].filter((id) => !present.has(accountOf(id))),
    };
  }

  /** A disk that refuses it must not keep the cameras from being shown: it is tried again at the next reading. */
  #inherit(heirs: Heirs): void {
    const { preferences, looks, sequences } = this.#options;
    try {
      for (const sequence of sequences.list().sequences) {
        const after: Sequence = { ...sequence, steps: sequence.steps.map((step) => stepWith(step, heirs)) };
        if (after.steps.some((step, i) => step !== sequence.steps[i])) sequences.save(after);
      }
      const change = inheritMarks(preferences.get(), heirs.cameras);
      if (change !== null) preferences.set(change);
      looks.inherit(heirs.cameras);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log.warn('cameras that were found again could not be stored', { error });
    }
  }
}

type Marks = Pick<Preferences, 'protectedCameras' | 'streamChoices'>;

function inheritMarks(marks: Marks, heirs: ReadonlyMap<ChannelId, ChannelId>): Marks | null {
  const protectedCameras = inherit(marks.protectedCameras, heirs);
  const isChosen = marks.streamChoices.some(({ channelId }) => heirs.has(channelId));
  if (protectedCameras === marks.protectedCameras && !isChosen) return null;
  const byCamera = new Map(marks.streamChoices.map((one) => [heirs.get(one.channelId) ?? one.channelId, one.profile]));
  const streamChoices = [...byCamera].map(([channelId, profile]) => ({ channelId, profile }));
  return { protectedCameras: [...protectedCameras], streamChoices };
}
