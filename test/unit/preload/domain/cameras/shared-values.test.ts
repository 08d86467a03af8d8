import { expect, it } from 'vitest';
import { sharingOfRows } from '../../../../../preload/domain/cameras/shared-values.ts';
import { asAccountId } from '../../../../../preload/domain/ids.ts';
import { camera } from '../../../renderer/features/cameras/directory-sample.ts';

const IVM = asAccountId('a1');
const parsed = (number: number): ReturnType<typeof camera> =>
  camera(IVM, number, `Gate ${number}`, 'gates', { capabilities: ['ptz', 'snapshot'] });

it('two cameras with equal functions have one list of them, and every value of a camera stays the same', () => {
  const share = sharingOfRows();
  const [first, second] = [share(parsed(101)), share(parsed(102))];
  expect(second.capabilities).toBe(first.capabilities);
  expect([first, second]).toEqual([parsed(101), parsed(102)]);
});

it('a camera with other functions, and one without a group, get nothing of another camera', () => {
  const share = sharingOfRows();
  share(parsed(101));
  const other = camera(IVM, 7, 'Lobby', null, { capabilities: ['ptz'] });
  expect(share(other)).toEqual(other);
});
