/** By which way the client reaches its clouds. */

/** How a person chose the way to the clouds: as the system says, without a proxy, or by the proxy that is named. */
export const PROXY_MODES = ['system', 'none', 'manual'] as const;
export type ProxyMode = (typeof PROXY_MODES)[number];
