/** A wall of one large tile and fifteen small ones, which wants one main stream and no more. */
import type { SimulatorInfo } from '../../scripts/lib.ts';
import { withWall, type Layout } from './sides.ts';

/** Start-up and the governor's first choices are over by then. */
const STARTED_MS = 20_000;

/** One large tile above, left and right of which fifteen small ones stand in a row and a column of eight. */
const ONE_AND_FIFTEEN: Layout = {
  columns: 8,
  rows: 8,
  cells: [
    { x: 0, y: 0, w: 7, h: 7 },
    ...Array.from({ length: 7 }, (_, y) => ({ x: 7, y, w: 1, h: 1 })),
    ...Array.from({ length: 8 }, (_, x) => ({ x, y: 7, w: 1, h: 1 })),
  ],
};

/** A monitor of a control room, on which the large tile is larger than its sub stream. */
const MONITOR = { width: 1920, height: 1080 };

/** How many streams the cloud serves as main stream to a wall of one large tile and fifteen small ones. */
export async function mainStreams(clouds: SimulatorInfo['clouds'], control: string): Promise<number> {
  const count = async (): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, STARTED_MS));
    const viewers = (await (await fetch(`${control}/media/viewers`)).json()) as readonly { profile: string }[];
    return viewers.filter(({ profile }) => profile === 'main').length;
  };
  return withWall(clouds, ONE_AND_FIFTEEN, count, MONITOR);
}
