/** Which actions this window offers: a wall alone on the screen offers few. */
import { isKiosk } from '../page/kiosk.ts';
import type { ActionId } from './shortcut-table.ts';

/** Looking, listening, keeping a picture, acknowledging: main lets a wall alone do these, and refuses whatever else. */
const LOOKING: ReadonlySet<ActionId> = new Set<ActionId>([
  'wall.back',
  'wall.snapshot',
  'wall.mute',
  'wall.pauseSequences',
  'tile.left',
  'tile.right',
  'tile.up',
  'tile.down',
  'tile.maximise',
  'tile.menu',
  'tile.more',
  'tile.snapshot',
  'tile.record',
  'tile.replay',
  'tile.live',
  'tile.listen',
  'tile.zoomBox',
  'tile.zoomIn',
  'tile.zoomOut',
  'tile.resetView',
  'tile.rotate',
  'tile.mirror',
  'tile.panLeft',
  'tile.panRight',
  'tile.panUp',
  'tile.panDown',
  'tile.copyLink',
  'tile.report',
  'tile.pause',
  'tile.nextStep',
  'tile.previousStep',
  'tile.acknowledge',
  'tile.pin',
  'tile.nextAlarm',
]);

/** Whether this window offers an action at all, by key, button or menu. */
export const isOffered = (id: ActionId): boolean => !isKiosk() || LOOKING.has(id);
