/** The values that the console stars in answers and in the history. */
import { expect, it, onTestFinished } from 'vitest';
import { Redactor } from '../../../../../main/redactor.ts';
import { Secret } from '../../../../../main/secret.ts';
import { cleaned } from '../../../../../main/services/console/console-secrets.ts';

it('the console stars texts under the names of secrets, at any depth, and counts them', () => {
  const { value, redacted } = cleaned({
    access_token: 'abc',
    Data: [{ Password: 'pw', PullSecret: 's', Name: 'Gate' }],
    quota: { password: '' },
    security_key_state: 'SET',
  });
  expect(value).toEqual({
    access_token: '***',
    Data: [{ Password: '***', PullSecret: '***', Name: 'Gate' }],
    quota: { password: '' },
    security_key_state: 'SET',
  });
  expect(redacted).toBe(3);
});

it('the console leaves host and scheme of an address, never its path, query or user', () => {
  const { value, redacted } = cleaned({
    live_url: 'https://user:pw@media.example:8443/live/one.flv?auth=1',
    remark: 'see rtmp://media.example/app/key and jvmp://x.example/a',
    Url: '/app/stream?key=1',
    RegionEndpoint: 'https://region.example',
  });
  expect(value).toEqual({
    live_url: 'https://media.example:8443/***',
    remark: 'see rtmp://media.example/*** and jvmp://x.example/***',
    Url: '***',
    RegionEndpoint: 'https://region.example',
  });
  expect(redacted).toBe(3);
});

it('the console shows the path of a callback, which the user set up, and no part that may authorise it', () => {
  const { value } = cleaned({ callback_url: 'https://me.example/hook/a?key=1', CallbackUrl: 'http://me.example/b' });
  expect(value).toEqual({ callback_url: 'https://me.example/hook/a?***', CallbackUrl: 'http://me.example/b' });
});

it('the console looks into JSON inside a text', () => {
  const text = JSON.stringify({ Config: { Password: 'pw', Servers: '10.0.0.1:9092' } });
  const { value } = cleaned({ MessageReceiver: text, JsonText: '{"a":1}' });
  const { MessageReceiver, JsonText } = value as Record<string, string>;
  expect(JSON.parse(MessageReceiver ?? '')).toEqual({ Config: { Password: '***', Servers: '10.0.0.1:9092' } });
  expect(JsonText).toBe('{"a":1}');
});

it('the console finds the keys of the account wherever the cloud echoes them', () => {
  const redactor = new Redactor([new Secret('s3cr3t-key')]);
  onTestFinished(() => redactor.dispose());
  const { value, redacted } = cleaned({ Message: 'bad key s3cr3t-key given' }, redactor);
  expect(value).toEqual({ Message: 'bad key *** given' });
  expect(redacted).toBe(1);
});

it('the console shows the handle of the PTZ lock, which the next command asks for', () => {
  expect(cleaned({ control_token: 'lock-1' })).toEqual({ value: { control_token: 'lock-1' }, redacted: 0 });
});

it('the console ends at any depth', () => {
  let deep: unknown = 'x';
  for (let i = 0; i < 10_000; i++) deep = [deep];
  expect(JSON.stringify(cleaned(deep).value)).toContain('…');
});
