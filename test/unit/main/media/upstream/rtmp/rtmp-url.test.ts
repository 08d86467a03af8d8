import { describe, expect, it } from 'vitest';
import { parseRtmpUrl } from '../../../../../../main/media/upstream/rtmp/rtmp-url.ts';
import { checkUpstream, checkUrl } from '../../../../../../main/media/messages/upstream-url.ts';

describe('an RTMP URL', () => {
  it.each([
    ['rtmp://a.example/live/cam', 'a.example', 1935, 'live', 'cam'],
    [
      'rtmp://a.example:1936/live/cam?auth_key=1-0-0-a/b&x=%2F',
      'a.example',
      1936,
      'live',
      'cam?auth_key=1-0-0-a/b&x=%2F',
    ],
    ['rtmp://192.0.2.7/mylive/002_1', '192.0.2.7', 1935, 'mylive', '002_1'],
    ['rtmp://a.example/live/instance/cam', 'a.example', 1935, 'live/instance', 'cam'],
    ['rtmp://a.example/live/instance/folder/cam', 'a.example', 1935, 'live/instance', 'folder/cam'],
    ['RTMP://a.example/live/Gate%201', 'a.example', 1935, 'live', 'Gate%201'],
    ['rtmp://[::1]:1936/live/cam', '::1', 1936, 'live', 'cam'],
    [' rtmp://a.example/live/cam#part ', 'a.example', 1935, 'live', 'cam'],
  ])('%s leads to host %s, port %i, application %s, stream %s', (url, hostname, port, app, stream) => {
    expect(parseRtmpUrl(url)).toMatchObject({ hostname, port, app, stream });
  });

  it('the client sends the application without user, default port and credentials to the RTMP server', () => {
    expect(parseRtmpUrl('rtmp://me:word@a.example:1935/live/cam?key=1').appUrl).toBe('rtmp://a.example/live');
    expect(parseRtmpUrl('rtmp://a.example:7/live/cam?key=1').appUrl).toBe('rtmp://a.example:7/live');
  });

  it.each([
    ['rtmp://a.example', 'media.no-url'],
    ['rtmp://a.example/live', 'media.no-url'],
    ['rtmp://a.example/live/', 'media.no-url'],
    ['rtmp:///live/cam', 'media.no-url'],
    ['rtmp://a.example:99999/live/cam', 'media.no-url'],
    [`rtmp://a.example/live/${'x'.repeat(9_000)}`, 'media.no-url'],
    ['', 'media.no-url'],
    ['rtmps://a.example/live/cam', 'media.unsupported-transport'],
    ['http://a.example/live/cam', 'media.unsupported-transport'],
  ])('an RTMP URL may not be %s', (url, code) => {
    expect(() => parseRtmpUrl(url)).toThrow(expect.objectContaining({ code }));
  });
});

it('an RTMP URL is accepted with its own transport only', () => {
  const [rtmp, http] = ['rtmp://a.example/live/cam', 'http://a.example/x.flv'];
  expect(() => checkUpstream({ transport: 'rtmp', url: http, isLocalAllowed: true })).toThrow();
  expect(() => checkUpstream({ transport: 'http-flv', url: rtmp, isLocalAllowed: true })).toThrow();
  expect(() => checkUpstream({ transport: 'rtmp', url: rtmp, isLocalAllowed: true })).not.toThrow();
  expect(() => [rtmp, http].forEach(checkUrl)).not.toThrow();
});
