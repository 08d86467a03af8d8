import { expect, it } from 'vitest';
import { mayHoldToken } from '../../../../../main/vendors/huawei-vis/live.ts';

const CLOUD = 'https://vis.cn-north-4.myhuaweicloud.com';

it.each([
  ['https://vis.cn-north-4.myhuaweicloud.com/live/a.flv', CLOUD],
  ['https://pull.VIS.myhuaweicloud.com./live/a.flv', CLOUD],
  ['https://cecb3f14149.apigw.com/live/a', CLOUD],
  ['http://127.0.0.1:9/live', 'http://127.0.0.1:8'],
  ['https://media.vis.corp.example/live', 'https://vis.corp.example'],
])('sends the token of an account to %s for the address %s', (url, endpoint) => {
  expect(mayHoldToken(url, endpoint)).toBe(true);
});

it.each([
  ['https://media.example/live', CLOUD],
  ['https://myhuaweicloud.com.evil.example/live', CLOUD],
  ['https://evilmyhuaweicloud.com/live', CLOUD],
  ['https://myhuaweicloud.com@evil.example/live', CLOUD],
  ['https://corp.example/live', 'https://vis.corp.example'],
  ['http://localhost:9/live', 'http://127.0.0.1:8'],
])('sends no token of an account to %s for the address %s', (url, endpoint) => {
  expect(mayHoldToken(url, endpoint)).toBe(false);
});
