/**
 * Names of groups, devices and cameras: half English, half Chinese, at most 24 characters, of letters, digits, Han
 * characters, space, `-` and `_`, which is what every documented name field takes.
 */
import type { Random } from './random.ts';

const DISTRICTS = [
  'Harbour District', '科技园', 'Airport', '老城', 'West Campus', '东站', 'River Park', '工业区',
]; // prettier-ignore
const SITES = [
  'Canal Street', '人民路', 'Tower A', '一号楼', 'Depot 2', '中山路', 'Market Square', '二号仓库',
  'Mill Road', '体育馆', 'Station Road', '三号楼', 'Terminal 1', '和平路', 'Museum',
]; // prettier-ignore
const AREAS = [
  'Ground Floor', '2层', 'Docks', '停车场', 'Floor 3', '东门', 'Car Park', '4层', 'Gates', '码头', 'Floor 5', '广场',
]; // prettier-ignore
const ZONES = ['Zone A', '北区', 'Zone B', '南区'];
const CAMERA_PLACES = [
  'North Gate', '东门', 'Lobby', '走廊', 'Dock', '停车场', 'Lift Hall', '大厅', 'Loading Bay', '路口',
  'Stairwell', '前台', 'Fence', '围栏', 'Ramp', '仓库', 'Platform', '站台', 'Roof', '广场', 'South Gate', '西门',
  'Checkout', '码头', 'Corridor', '机房', 'Bridge', '楼梯间', 'Crossing', '北门',
]; // prettier-ignore

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
const pad = (value: number): string => String(value).padStart(2, '0');

const POOLS = [DISTRICTS, SITES, AREAS, ZONES] as const;

/**
 * Name of a group: by level and by its place among its siblings, so that siblings never share a name.
 *
 * @param level 1 for the children of the root.
 * @param offset where in the pool this parent starts.
 */
export function groupName(level: number, sibling: number, offset: number): string {
  const pool = POOLS[Math.min(level, POOLS.length) - 1] ?? ZONES;
  const base = pool[(sibling + offset) % pool.length] ?? 'Group';
  const round = Math.floor(sibling / pool.length);
  if (round === 0) return base;
  return isHan(base) ? `${base}${String(round + 1)}` : `${base} ${String(round + 1)}`;
}

/** A camera's place with a running number, such as `North Gate 07` or `东门07`. */
export function cameraName(random: Random, number: number): string {
  const place = random.pick(CAMERA_PLACES);
  return isHan(place) ? `${place}${pad(number)}` : `${place} ${pad(number)}`;
}

/** A recorder's name, such as `NVR 04` or `录像机04`. */
export function recorderName(random: Random, number: number): string {
  return random.chance(0.5) ? `NVR ${pad(number)}` : `录像机${pad(number)}`;
}

export function edgeName(number: number): string {
  return `IVS1800 ${pad(number)}`;
}
