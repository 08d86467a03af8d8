// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { AREAS } from '../../../../renderer/app/areas.ts';
import type { Area } from '../../../../renderer/state/page/area.ts';
import { areaSources } from '../../../area-texts.ts';

const areas: readonly Area[] = AREAS;

it('gives the page the texts of every area that has a folder of texts, under the name of the folder', async () => {
  const sources = await areaSources();
  expect(sources.size).toBeGreaterThan(1);
  for (const [id, { first }] of sources)
    expect([id, areas.find((area) => area.id === id)?.texts?.first]).toEqual([id, first]);
});
