import { expect, it } from 'vitest';
import type { ChannelId } from '../../../../../../preload/domain/ids.ts';
import { linkOf, withoutAddresses } from '../../../../../../renderer/features/live/tools/tile-facts.ts';

it('the facts of a tile contain no address, however deep it lies', () => {
  const facts = {
    player: { error: { params: { detail: 'GET https://media.example/live?token=SECRET failed', host: 'a.b' } } },
    list: ['ws://127.0.0.1:1/x', 12, null, true],
  };
  const text = JSON.stringify(withoutAddresses(facts));
  expect(text).not.toMatch(/SECRET|:\/\//);
  expect(text).toContain('a.b');
  expect(text).toContain('GET *** failed');
});

it('a link to a camera names the camera for people and for the client', () => {
  expect(linkOf('acc:dev/1 2' as ChannelId, '7 Gate')).toBe('7 Gate\nlanner://camera/acc%3Adev%2F1%202');
});
