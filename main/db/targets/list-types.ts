/** The types of target lists, as operators named them: no cloud lists them. */
import type { DatabaseSync } from 'node:sqlite';
import { nativePartOf, type DeviceId } from '../../../preload/domain/ids.ts';
import { TARGET_LIST_TYPES, type TargetListType } from '../../../preload/domain/people/targets.ts';

interface Place {
  readonly deviceId: DeviceId;
  readonly groupId: string;
}

export class TargetListTypeTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** By the id of the list. */
  of(deviceId: DeviceId): ReadonlyMap<string, TargetListType> {
    const rows = this.#db
      .prepare('SELECT group_id, type FROM target_list_types WHERE device = ?')
      .all(nativePartOf(deviceId));
    return new Map(
      rows.flatMap((row) => {
        const type = TARGET_LIST_TYPES.find((one) => one === row['type']);
        return type === undefined ? [] : [[row['group_id'] as string, type] as const];
      }),
    );
  }

  save({ deviceId, groupId }: Place, type: TargetListType): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO target_list_types (device, group_id, type) VALUES (?, ?, ?)')
      .run(nativePartOf(deviceId), groupId, type);
  }

  forget({ deviceId, groupId }: Place): void {
    this.#db
      .prepare('DELETE FROM target_list_types WHERE device = ? AND group_id = ?')
      .run(nativePartOf(deviceId), groupId);
  }
}
