/** Which devices a change of selected cameras is about, and under which names: nothing is sent here. */
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import {
  DEVICE_CHANGE_BARS,
  deviceChangeBar,
  deviceNameFault,
  type DeviceChange,
  type DeviceChangeBar,
  type DeviceChangeRule,
} from '../../../../preload/domain/cameras/device-changes.ts';
import type { FieldFault } from '../../../../preload/domain/field-rules.ts';
import type { AccountId, ChannelId, OrgNodeId } from '../../../../preload/domain/ids.ts';

export type RulesByAccount = ReadonlyMap<AccountId, readonly DeviceChangeRule[]>;

/** A device, or a camera where the cloud changes cameras. */
export interface Subject {
  /** A camera that stands for the device. */
  readonly id: ChannelId;
  readonly accountId: AccountId;
  /** The name that the change is about: of the camera for `rename`, else of the device. */
  readonly name: string;
  /** The number of the first camera. */
  readonly number: number;
  readonly groupId: OrgNodeId | null;
  /** Cameras of the device that are not selected and change too. */
  readonly along: readonly NumberedChannel[];
  /** All cameras that change with the subject: itself, those selected of the same device, and those along. */
  readonly goes: readonly ChannelId[];
  readonly rule: DeviceChangeRule;
}

export interface ChangePlan {
  readonly subjects: readonly Subject[];
  /** Selected cameras that cannot have the change, by the reason. */
  readonly barred: Readonly<Record<DeviceChangeBar, number>>;
}

/**
 * @param selected cameras of any accounts.
 * @param all every camera of these accounts.
 */
export function planChange(
  change: DeviceChange,
  selected: readonly NumberedChannel[],
  all: Iterable<NumberedChannel>,
  rules: RulesByAccount,
): ChangePlan {
  const barred = Object.fromEntries(DEVICE_CHANGE_BARS.map((bar) => [bar, 0])) as Record<DeviceChangeBar, number>;
  const able = selected.filter(({ accountId, protocol }) => {
    const bar = deviceChangeBar(rules.get(accountId) ?? [], change, protocol);
    if (bar !== null) barred[bar] += 1;
    return bar === null;
  });
  const ids = new Set(able.map(({ id }) => id));
  const mates = Map.groupBy(all, ({ deviceId }) => deviceId);
  const seen = new Set<string>();
  const subjects = able.flatMap((camera): Subject[] => {
    const { id, accountId, deviceId, number, orgNodeId: groupId } = camera;
    const rule = rules.get(accountId)?.find((one) => one.change === change);
    const key = rule?.isByDevice === true ? deviceId : id;
    if (rule === undefined || seen.has(key)) return [];
    seen.add(key);
    const whole = rule.isByDevice ? (mates.get(deviceId) ?? [camera]) : [camera];
    const along = whole.filter((one) => !ids.has(one.id));
    const goes = whole.map((one) => one.id);
    const name = rule.isByDevice ? camera.deviceName : camera.name;
    return [{ id, accountId, name, number, groupId, along, goes, rule }];
  });
  return { subjects, barred };
}

/** `{name}` the name so far, `{n}` a count from 1 on, `{number}` the number of the camera; all else stands as it is. */
export function namesBy(pattern: string, subjects: readonly Subject[]): readonly string[] {
  const digits = String(subjects.length).length;
  return subjects.map(({ name, number }, i) => {
    const values: Readonly<Record<string, string>> = {
      name,
      number: String(number),
      n: String(i + 1).padStart(digits, '0'),
    };
    return pattern.replaceAll(/\{(name|number|n)\}/g, (whole, token: string) => values[token] ?? whole).trim();
  });
}

/** The fault of the new name of a subject; null where there is none. */
export const nameFault = ({ rule }: Subject, name: string): FieldFault | null => deviceNameFault(rule, name);
