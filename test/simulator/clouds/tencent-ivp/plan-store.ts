/**
 * Templates and plans of one kind, live-to-cloud or record-to-cloud, and since when each channel has been recorded by
 * which hours: recordings are made from that, also after the plan changed.
 */
import type { Clock } from '../../kernel/clock.ts';
import { hexIdOf } from './ids.ts';
import { IN_USE, NOT_FOUND, Refusal } from './refusals.ts';

/** One period of a weekly timetable, as texts `HH:mm:ss`. */
export interface Section {
  readonly DayOfWeek: number;
  readonly StartTime: string;
  readonly EndTime: string;
}

export interface Template {
  readonly id: string;
  readonly createdAtMs: number;
  name: string;
  sections: readonly Section[];
  /** Of record-to-cloud only: what is fetched from the device, and how fast. */
  deviceSections: readonly Section[];
  scale: number;
  updatedAtMs: number;
}

export interface Plan {
  readonly id: string;
  readonly createdAtMs: number;
  readonly channelIds: Set<string>;
  name: string;
  templateId: string;
  describe: string;
  streamType: string;
  transitionDays: number;
  expirationDays: number;
  updatedAtMs: number;
  /** When a deleted plan disappears; null for one in use. */
  goneAtMs: number | null;
}

/** A time during which a channel was recorded by the same rules. */
export interface Spell {
  readonly planId: string;
  readonly fromMs: number;
  readonly sections: readonly Section[];
  readonly transitionDays: number;
  readonly expirationDays: number;
  toMs: number;
}

export type PlanOrder = Pick<
  Plan,
  'name' | 'templateId' | 'describe' | 'streamType' | 'transitionDays' | 'expirationDays'
>;
export type TemplateOrder = Pick<Template, 'name' | 'sections' | 'deviceSections' | 'scale'>;

/** A deleted plan is listed with Status 0 this long. */
const DELETION_MS = 2_000;

export class PlanStore {
  readonly templates = new Map<string, Template>();
  readonly kind: 'live' | 'backup';
  readonly #plans = new Map<string, Plan>();
  readonly #spells = new Map<string, Spell[]>();
  readonly #clock: Clock;
  #serial = 0;

  constructor(kind: 'live' | 'backup', clock: Clock) {
    this.kind = kind;
    this.#clock = clock;
  }

  /** In the order of creation, those being deleted included. */
  plans(): readonly Plan[] {
    const nowMs = this.#clock.nowMs();
    for (const plan of this.#plans.values()) {
      if (plan.goneAtMs !== null && plan.goneAtMs <= nowMs) this.#plans.delete(plan.id);
    }
    return [...this.#plans.values()];
  }

  /** @throws {Refusal} 40006 */
  plan(id: string): Plan {
    const plan = this.plans().find((one) => one.id === id);
    if (plan === undefined) throw new Refusal(NOT_FOUND);
    return plan;
  }

  /** A plan that can still be changed. @throws {Refusal} 40006, 42205 */
  usablePlan(id: string): Plan {
    const plan = this.plan(id);
    if (plan.goneAtMs !== null) throw new Refusal(IN_USE);
    return plan;
  }

  /** @throws {Refusal} 40006 */
  template(id: string): Template {
    const template = this.templates.get(id);
    if (template === undefined) throw new Refusal(NOT_FOUND);
    return template;
  }

  planOf(channelId: string): Plan | null {
    return this.plans().find((one) => one.goneAtMs === null && one.channelIds.has(channelId)) ?? null;
  }

  /** Every channel of a plan in use. */
  plannedIds(): ReadonlySet<string> {
    return new Set(this.plans().flatMap((one) => (one.goneAtMs === null ? [...one.channelIds] : [])));
  }

  spellsOf(channelId: string): readonly Spell[] {
    return this.#spells.get(channelId) ?? [];
  }

  addTemplate(order: TemplateOrder): Template {
    const nowMs = this.#clock.nowMs();
    const template = { ...order, id: this.#newId('template'), createdAtMs: nowMs, updatedAtMs: nowMs };
    this.templates.set(template.id, template);
    return template;
  }

  changeTemplate(template: Template, order: Partial<TemplateOrder>): void {
    Object.assign(template, order, { updatedAtMs: this.#clock.nowMs() });
    for (const plan of this.plans()) if (plan.templateId === template.id) this.#restart(plan);
  }

  /** @param sinceMs lets the world begin with recordings of the past. */
  addPlan(order: PlanOrder, channelIds: readonly string[], sinceMs = this.#clock.nowMs()): Plan {
    const plan = {
      ...order,
      id: this.#newId('plan'),
      channelIds: new Set<string>(),
      createdAtMs: sinceMs,
      updatedAtMs: sinceMs,
      goneAtMs: null,
    };
    this.#plans.set(plan.id, plan);
    for (const id of channelIds) this.#join(plan, id, sinceMs);
    return plan;
  }

  changePlan(plan: Plan, order: Partial<PlanOrder>, added: readonly string[], removed: readonly string[]): void {
    Object.assign(plan, order, { updatedAtMs: this.#clock.nowMs() });
    for (const id of removed) this.#leave(plan, id);
    this.#restart(plan);
    for (const id of added) this.#join(plan, id, this.#clock.nowMs());
  }

  removePlan(plan: Plan): void {
    for (const id of [...plan.channelIds]) this.#leave(plan, id);
    plan.goneAtMs = this.#clock.nowMs() + DELETION_MS;
  }

  /** Removes channels that are no longer in the account. */
  forget(channelIds: ReadonlySet<string>): void {
    for (const plan of this.#plans.values()) for (const id of channelIds) plan.channelIds.delete(id);
    for (const id of channelIds) this.#spells.delete(id);
  }

  #join(plan: Plan, channelId: string, sinceMs: number): void {
    const template = this.template(plan.templateId);
    plan.channelIds.add(channelId);
    const spells = this.#spells.get(channelId) ?? [];
    spells.push({
      planId: plan.id,
      fromMs: sinceMs,
      toMs: Number.POSITIVE_INFINITY,
      sections: this.kind === 'live' ? template.sections : template.deviceSections,
      transitionDays: plan.transitionDays,
      expirationDays: plan.expirationDays,
    });
    this.#spells.set(channelId, spells);
  }

  #leave(plan: Plan, channelId: string): void {
    plan.channelIds.delete(channelId);
    const last = this.#spells.get(channelId)?.at(-1);
    if (last?.planId === plan.id && last.toMs === Number.POSITIVE_INFINITY) last.toMs = this.#clock.nowMs();
  }

  /** From now on by the plan's present rules. */
  #restart(plan: Plan): void {
    for (const id of [...plan.channelIds]) {
      this.#leave(plan, id);
      this.#join(plan, id, this.#clock.nowMs());
    }
  }

  #newId(what: string): string {
    this.#serial += 1;
    return hexIdOf(`${this.kind}-${what}`, this.#serial);
  }
}
