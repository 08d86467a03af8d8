import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asAccountId, asWallId, channelIdOf, deviceIdOf } from '../../../../preload/domain/ids.ts';
import { cameraLink, isLinkText, linkIn, MAX_LINK, parseLink, wallLink } from '../../../../preload/domain/links.ts';

const ACCOUNT = asAccountId('acc');

it('the reader of links reads back every written link, whatever a cloud calls its devices', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
      fc.string({ minLength: 1, maxLength: 20 }),
      (device, channel) => {
        const channelId = channelIdOf(deviceIdOf(ACCOUNT, device), channel);
        expect(parseLink(cameraLink(channelId))).toEqual({ link: { kind: 'camera', channelId } });
      },
    ),
    {
      examples: [
        ['34020000001320000001', '0'],
        ['a/b?c#d', '%'],
      ],
    },
  );
  expect(parseLink(` ${wallLink(asWallId('wall-1'))}/\n`)).toEqual({ link: { kind: 'wall', wallId: 'wall-1' } });
});

it.each([
  ['lanner://', 'kind'],
  ['lanner:wall/a', 'kind'],
  ['lanner://app/', 'kind'],
  ['lanner://user:pass@wall/a', 'kind'],
  ['lanner://wall/', 'id'],
  ['lanner://wall/..', 'id'],
  ['lanner://camera/acc', 'id'],
  ['lanner://camera/%E0%A4%A', 'id'],
  ['lanner://wall/a?token=1', 'extra'],
  ['lanner://wall/a/b', 'extra'],
  ['lanner://camera/acc%3Adev%2F1#x', 'extra'],
  [`lanner://wall/${'a'.repeat(MAX_LINK)}`, 'long'],
])('the reader of links names the fault of %s', (text, problem) => {
  expect(parseLink(text)).toEqual({ problem });
});

it('the reader of links never throws, and finds a link among other words', () => {
  fc.assert(
    fc.property(fc.string(), (text) => void [parseLink(text), parseLink(`lanner://camera/${text}`), linkIn(text)]),
  );
  expect(linkIn('7 North gate\nlanner://wall/a')).toBe('lanner://wall/a');
  expect(linkIn('7 North gatelanner://wall/a')).toBe('lanner://wall/a');
  expect(linkIn('a planner: what')).toBeNull();
  expect([isLinkText(' LANNER://wall/a'), isLinkText('https://lanner')]).toEqual([true, false]);
});
