/**
 * Intake groups and their instances. The cloud is asked for them each time; values of a platform that it never answers
 * again are stored here, without the password. Each change is in the audit log.
 */
import { accountOf, isGroupOf, type AccountId, type OrgNodeId } from '../../../preload/domain/ids.ts';
import {
  MAX_INTAKES,
  type Intakes,
  type IntakeValues,
  type KeptIntake,
} from '../../../preload/domain/onboarding/intakes.ts';
import { onboardingProblem, type OnboardingProblem } from '../../../preload/domain/onboarding/onboarding.ts';
import type { IntakeTable } from '../../db/onboarding/intakes.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { InstanceChange, IntakePort } from '../../ports/intakes.ts';
import type { VendorSession } from '../../ports/session.ts';
import { Secret } from '../../secret.ts';
import type { CameraRefs } from '../shared/camera-refs.ts';
import type { Emit } from '../shared/emit.ts';
import { withinLimit } from '../shared/time-limit.ts';

interface IntakeOptions {
  readonly sessions: { of(id: AccountId): Promise<Pick<VendorSession, 'intakes'>> };
  readonly table: IntakeTable;
  readonly emit: Emit;
}

const ASK_LIMIT_MS = 25_000;

export class IntakeService {
  readonly #options: IntakeOptions;
  readonly #disposed = new AbortController();

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  /** @throws {AppError} `cloud.not-supported`, `account.*`, and why the cloud was not asked. */
  async list(accountId: AccountId): Promise<Intakes & { readonly kept: readonly KeptIntake[] }> {
    const intakes = await this.#ask(accountId, (port, signal) => port.list(signal));
    const ids = new Set(intakes.groups.map(({ id }) => id));
    return { ...intakes, kept: this.#options.table.list().filter(({ groupId }) => ids.has(groupId)) };
  }

  /** How many cameras stand in a group or an instance. @throws {AppError} as {@link list}. */
  async cameras(id: OrgNodeId): Promise<number> {
    return await this.#ask(accountWith(id), (port, signal) => port.cameras(id, signal));
  }

  /** @throws {AppError} `input.invalid-field` before anything is made, and as {@link list}. */
  async add(instanceId: OrgNodeId, given: IntakeValues): Promise<OrgNodeId> {
    const accountId = accountWith(instanceId);
    const { rules } = await this.#ask(accountId, (port, signal) => port.list(signal));
    for (const rule of rules) check(rule.field, onboardingProblem(rule, given[rule.field]));
    const { password = '', ...values } = given;
    const secret = new Secret(password);
    const groupId = await this.#ask(accountId, (port, signal) => port.create(instanceId, values, secret, signal));
    const { ip = '', port = '', account = '', jobs = '', topics = '', prefix = '' } = values;
    const kept = { groupId, accountId, addedAtMs: Date.now(), ip, port, account, jobs, topics, prefix };
    this.#options.table.save(kept, MAX_INTAKES);
    log.audit('an intake group was made', { accountId });
    this.#tell(accountId);
    return groupId;
  }

  /** @throws {AppError} `input.invalid-field`, and as {@link list}. */
  async describe(id: OrgNodeId, given: string): Promise<void> {
    const accountId = accountWith(id);
    const description = given.trim();
    const { rules } = await this.#ask(accountId, (port, signal) => port.list(signal));
    for (const rule of rules)
      if (rule.field === 'description') check('description', onboardingProblem(rule, description));
    await this.#ask(accountId, (port, signal) => port.describe(id, description, signal));
    log.audit('an intake group was described', { accountId });
    this.#tell(accountId);
  }

  /** The document does not say what becomes of cameras in it. @throws {AppError} `onboarding.intake-in-use`, and as {@link list}. */
  async remove(id: OrgNodeId): Promise<void> {
    const accountId = accountWith(id);
    const limit = await this.cameras(id);
    if (limit > 0) throw new AppError('onboarding.intake-in-use', 'cameras stand in the group', { params: { limit } });
    await this.#ask(accountId, (port, signal) => port.remove(id, signal));
    this.#options.table.remove(id);
    log.audit('an intake group was deleted', { accountId });
    this.#tell(accountId);
  }

  /** @throws {AppError} `input.invalid-field`, and as {@link list}. */
  async setInstance(id: OrgNodeId, change: InstanceChange): Promise<void> {
    const accountId = accountWith(id);
    if (change.name !== null) {
      const { nameRule: limits } = await this.#ask(accountId, (port, signal) => port.list(signal));
      check('name', onboardingProblem({ limits, isMandatory: true }, change.name));
    }
    await this.#ask(accountId, (port, signal) => port.setInstance(id, change, signal));
    log.audit('an instance was changed', { accountId, isRunning: change.isRunning, isRenamed: change.name !== null });
    this.#tell(accountId);
  }

  /** An entered platform outlives its account here: the cloud does not answer it again. */
  refs(): CameraRefs {
    const { table } = this.#options;
    return {
      cameraIds: () => table.list().map(({ groupId }) => groupId),
      replaceCameras: ({ groups }) => {
        const moved = new Set<AccountId>();
        for (const kept of table.list()) {
          const groupId = groups.get(kept.groupId);
          if (groupId === undefined) continue;
          table.remove(kept.groupId);
          table.save({ ...kept, groupId, accountId: accountOf(groupId) }, MAX_INTAKES);
          moved.add(accountOf(groupId));
        }
        for (const accountId of moved) this.#tell(accountId);
      },
    };
  }

  dispose(): void {
    this.#disposed.abort();
  }

  #tell(accountId: AccountId): void {
    this.#options.emit('onboarding.intakes-changed', { accountId });
  }

  async #ask<T>(id: AccountId, ask: (port: IntakePort, signal: AbortSignal) => Promise<T>): Promise<T> {
    const { intakes } = await this.#options.sessions.of(id);
    if (intakes === undefined) throw new AppError('cloud.not-supported', 'this cloud has no intake groups');
    return await withinLimit(this.#disposed.signal, ASK_LIMIT_MS, (signal) => ask(intakes, signal));
  }
}

/** The account of a group or an instance. @throws {AppError} `cloud.not-found` for a text that names none. */
function accountWith(id: OrgNodeId): AccountId {
  const accountId = accountOf(id);
  if (!isGroupOf(id, accountId)) throw new AppError('cloud.not-found', 'no such group');
  return accountId;
}

function check(field: string, problem: OnboardingProblem | null): void {
  if (problem === null) return;
  const detail = problem === 'missing' || problem === 'one-of' ? problem : 'form';
  throw new AppError('input.invalid-field', `an intake group: ${field} ${problem}`, { params: { field, detail } });
}
