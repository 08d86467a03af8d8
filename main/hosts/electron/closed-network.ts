/**
 * Switches of Chromium that leave the windows of the client nothing but this computer. The content policy cannot do that
 * alone: it is not asked for a navigation, a new window, a name that is looked up ahead, or a packet of WebRTC. Main itself
 * asks the clouds without Chromium. The browser host closes the network in another way: a browser that is no part of the
 * client shows a bar that warns of the first switch.
 */

/** `[name, value]`, without dashes; null for a switch without a value. */
export type Switch = readonly [name: string, value: string | null];

const WEBRTC_POLICY = 'disable_non_proxied_udp';

export const CLOSED_NETWORK: readonly Switch[] = [
  // No name and no address but the page's and the gateway's, whatever asks: not even a question to a name server.
  ['host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.localhost'],
  // A proxy on this computer would be such an address, and look every name up by itself.
  ['no-proxy-server', null],
  // WebRTC sends UDP around the rule above. The name of this switch changed.
  ['webrtc-ip-handling-policy', WEBRTC_POLICY],
  ['force-webrtc-ip-handling-policy', WEBRTC_POLICY],
];
