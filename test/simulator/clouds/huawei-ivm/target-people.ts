/** Invented people with drawn portraits, so that a library has somebody in it. No picture shows a person. */
import { flatJpeg, type Colour } from '../../media/flat-jpeg.ts';
import { hashOf } from '../../world/random.ts';

export interface Person {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly externalId: string;
  /** Base64 of a JPEG. */
  readonly picture: string;
}

const FAMILY = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华慧巧美玉婷雪琳晨宇浩轩然'];
const PLACES = ['杭州', '深圳', '成都', '北京', '西安', '南京', '武汉', '苏州'];
const JOBS = ['工人', '工程师', '保安', '会计', '司机', '教师', '厨师', '销售'];

const BACKGROUNDS: readonly Colour[] = [
  [176, 196, 214],
  [202, 210, 196],
  [214, 204, 190],
  [190, 190, 204],
];
const SKINS: readonly Colour[] = [
  [236, 200, 170],
  [222, 180, 146],
  [200, 156, 120],
  [168, 124, 92],
];
const HAIRS: readonly Colour[] = [
  [28, 24, 24],
  [62, 44, 32],
  [96, 92, 90],
  [110, 70, 40],
];
const CLOTHES: readonly Colour[] = [
  [44, 74, 120],
  [120, 48, 52],
  [52, 100, 72],
  [90, 90, 96],
  [150, 120, 60],
];
const DARK: Colour = [34, 28, 30];
const LIPS: Colour = [176, 92, 88];

const COLUMNS = 16;
const ROWS = 20;

const pick = <T>(of: readonly T[], mark: number, fallback: T): T => of[mark % of.length] ?? fallback;

/** Whether the middle of a cell lies in an ellipse. */
const isIn = (x: number, y: number, [cx, cy, rx, ry]: readonly [number, number, number, number]): boolean =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;

/** Head and shoulders of 128 by 160 pixels: hair, skin and clothes follow from the mark. */
function portrait(mark: number): Buffer {
  const colours = {
    back: pick(BACKGROUNDS, mark, DARK),
    skin: pick(SKINS, mark >>> 3, DARK),
    hair: pick(HAIRS, mark >>> 6, DARK),
    clothes: pick(CLOTHES, mark >>> 9, DARK),
  };
  const hairLength = 4 + ((mark >>> 12) % 8);
  const colourAt = (x: number, y: number): Colour => {
    const isEye = y === 9 && (x === 6 || x === 9);
    if (isEye) return DARK;
    if (y === 13 && (x === 7 || x === 8)) return LIPS;
    if (isIn(x, y, [7.5, 10, 3.6, 5]) && y > 5) return colours.skin;
    if (isIn(x, y, [7.5, 8.5, 4.8, 5.8]) && y < 4 + hairLength) return colours.hair;
    if (y >= 14 && y < 16 && x > 5 && x < 10) return colours.skin;
    return isIn(x, y, [7.5, 20, 7.2, 5]) ? colours.clothes : colours.back;
  };
  const rows = Array.from({ length: ROWS }, (_, y) => Array.from({ length: COLUMNS }, (__, x) => colourAt(x, y)));
  return flatJpeg(rows);
}

/** @param index of the person among the people of `seed`. */
export function personOf(seed: string, index: number): Person {
  const mark = hashOf(seed, index);
  const family = pick(FAMILY, index, '王');
  const given = pick(GIVEN, Math.floor(index / FAMILY.length), '伟');
  const number = String(index + 1).padStart(5, '0');
  return {
    facts: {
      name: `${family}${given}${pick(GIVEN, mark >>> 4, '明')}`,
      gender: mark % 2 === 0 ? 'female' : 'male',
      age: 18 + (mark % 45),
      country: '中国',
      native: pick(PLACES, mark >>> 2, '杭州'),
      occupation: pick(JOBS, mark >>> 5, '工人'),
      work_no: `W${number}`,
      phone: `139${number}${number.slice(2)}`,
      email: `p${number}@example.com`,
      domicile: pick(PLACES, mark >>> 7, '杭州'),
      remark: '无',
    },
    externalId: `EXT_${number}`,
    picture: portrait(mark).toString('base64'),
  };
}
