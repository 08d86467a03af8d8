import { expect, it } from 'vitest';
import { mediaRulesOf } from '../../../../../../main/vendors/core/client/media-source.ts';
import { mayHoldToken as mayPictureHoldToken } from '../../../../../../main/vendors/huawei-ivm/media/snapshots.ts';
import { mayHoldToken } from '../../../../../../main/vendors/huawei-vis/media/live.ts';

const CLOUD = 'https://vis.cn-north-4.myhuaweicloud.com';

it.each([
  ['https://vis.cn-north-4.myhuaweicloud.com/live/a.flv', CLOUD],
  ['https://pull.VIS.myhuaweicloud.com./live/a.flv', CLOUD],
  ['https://cecb3f14149.apigw.com/live/a', CLOUD],
  ['http://127.0.0.1:9/live', 'http://127.0.0.1:8'],
  ['https://media.vis.corp.example/live', 'https://vis.corp.example'],
])('the client sends the token of an account to %s for the address %s', (url, endpoint) => {
  expect(mayHoldToken(url, endpoint, mediaRulesOf({ endpoint }))).toBe(true);
});

// @promise security.stream-token: A token of Huawei VIS goes to the host of the account and to hosts of the cloud only.
it.each([
  ['https://media.example/live', CLOUD],
  ['https://myhuaweicloud.com.evil.example/live', CLOUD],
  ['https://evilmyhuaweicloud.com/live', CLOUD],
  ['https://myhuaweicloud.com@evil.example/live', CLOUD],
  ['https://corp.example/live', 'https://vis.corp.example'],
  ['http://localhost:9/live', 'http://127.0.0.1:8'],
])('the client sends no token of an account to %s for the address %s', (url, endpoint) => {
  expect(mayHoldToken(url, endpoint, mediaRulesOf({ endpoint }))).toBe(false);
});

// @promise security.plain-tokens: Tokens go over https only, whatever is allowed.
it('the client sends no token of an account in the clear, although a person allowed plain http from the host', () => {
  const everyHost = { allows: () => true, onRefused: () => {}, onUpgraded: () => {}, certificateOf: () => null };
  const [plain, secure] = [
    'http://vis.cn-north-4.myhuaweicloud.com/live',
    'https://vis.cn-north-4.myhuaweicloud.com/live',
  ];
  const rules = mediaRulesOf({ endpoint: CLOUD, trust: everyHost });
  expect([plain, secure].map((url) => mayHoldToken(url, CLOUD, rules))).toEqual([false, true]);
  const ivm = 'https://api-ivm.myhuaweicloud.com';
  const pictures = ['http://api-ivm.myhuaweicloud.com/v1/a', `${ivm}/v1/a`];
  expect(pictures.map((url) => mayPictureHoldToken(url, ivm, rules))).toEqual([false, true]);
});
