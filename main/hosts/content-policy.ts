/** The headers that both hosts send with the page. */

/**
 * The content security policy of the page.
 *
 * @param connectOrigins what the page may connect to besides its own origin, such as `ws://127.0.0.1:40123`; those with
 * http are also media sources.
 */
export function contentPolicy(connectOrigins: readonly string[]): string {
  const mediaOrigins = connectOrigins.filter((origin) => /^https?:/.test(origin));
  const rules: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", "'unsafe-inline'"], // the component library writes <style> elements at run time
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'media-src': ["'self'", 'blob:', ...mediaOrigins],
    'connect-src': ["'self'", ...connectOrigins],
    'worker-src': ["'self'", 'blob:'],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(rules)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/** Every header that does not depend on the file; names in lower case. */
export function securityHeaders(connectOrigins: readonly string[]): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentPolicy(connectOrigins),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), display-capture=()',
  };
}
