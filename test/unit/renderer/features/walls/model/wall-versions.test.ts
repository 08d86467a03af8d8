// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import type { Output } from '../../../../../../preload/contract/contract.ts';
import type { WallVersion } from '../../../../../../preload/contract/walls.ts';
import { asWallId } from '../../../../../../preload/domain/ids.ts';
import * as model from '../../../../../../renderer/features/walls/model/wall-versions.ts';
import { LateAnswers } from '../../../late-answers.ts';

const [gate, dock] = [asWallId('gate'), asWallId('dock')];
const version = (id: number) => ({ id }) as WallVersion;

let lists: LateAnswers<Output<'wall.versions'>>;
let contents: LateAnswers<Output<'wall.version'>>;
/** The versions that main has of every wall. */
let stored: WallVersion[];

beforeEach(() => {
  [lists, contents, stored] = [new LateAnswers(), new LateAnswers(), [version(1)]];
  model.forgetVersions();
  const request = {
    'wall.versions': () => lists.ask([...stored]),
    'wall.version': ({ versionId }: { readonly versionId: number }) =>
      contents.ask({ name: String(versionId) } as unknown as Output<'wall.version'>),
  };
  Object.assign(window, { lanner: { request } });
});

const shown = () => model.useWallVersions.getState();

it('a version that was stored while the versions were read is in the list, whatever the order of the answers', async () => {
  void model.loadVersions(gate);
  stored = [version(2), version(1)];
  void model.loadVersions(gate);
  await lists.answerAll();
  expect(shown().versions).toEqual([version(2), version(1)]);
});

it('the version that was chosen last shows, whatever the order of the answers', async () => {
  stored = [version(2), version(1)];
  void model.loadVersions(gate);
  await lists.answerAll();
  void model.chooseVersion(1);
  void model.chooseVersion(2);
  await contents.answerAll();
  expect(shown().chosen?.id).toBe(2);
});

it('a version that was chosen for one wall does not show beside another wall', async () => {
  void model.loadVersions(gate);
  await lists.answerAll();
  void model.chooseVersion(1);
  void model.loadVersions(dock);
  await lists.answerAll();
  await contents.answerAll();
  expect(shown()).toMatchObject({ wallId: dock, chosen: null });
});
