/** The headers that both hosts send with the page. */
import { randomBytes } from 'node:crypto';

/**
 * The content security policy of the page.
 *
 * @param connectOrigins what the page may connect to besides its own origin, such as `ws://127.0.0.1:40123`; those with
 * http are also media sources.
 * @param styleNonce lets the page's own scripts write `<style>` elements; null for a file that is not a document.
 */
function contentPolicy(connectOrigins: readonly string[], styleNonce: string | null = null): string {
  const mediaOrigins = connectOrigins.filter((origin) => /^https?:/.test(origin));
  const rules: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    // The component library writes <style> elements at run time; attributes are refused, which leaves `element.style`.
    'style-src': ["'self'", ...(styleNonce === null ? [] : [`'nonce-${styleNonce}'`])],
    'style-src-attr': ["'none'"],
    'img-src': ["'self'", 'data:'],
    'media-src': ["'self'", 'blob:', ...mediaOrigins],
    'connect-src': ["'self'", ...connectOrigins],
    'worker-src': ["'none'"], // the players demux in the page
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
    // No text becomes markup or script, whatever wrote the text into the page: nothing of ours needs a policy for that.
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ["'none'"],
  };
  return Object.entries(rules)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/**
 * Features that a page could ask the browser for, without those that the client uses: full screen, sound and video that
 * begin by themselves, copying, gamepads and loopback connections. Chromium names a feature that it does not know on
 * the console and ignores it.
 */
const DENIED_FEATURES: readonly string[] = [
  ...['accelerometer', 'browsing-topics', 'camera', 'captured-surface-control', 'clipboard-read', 'compute-pressure'],
  ...['digital-credentials-create', 'digital-credentials-get', 'display-capture', 'encrypted-media', 'geolocation'],
  ...['gyroscope', 'hid', 'identity-credentials-get', 'idle-detection', 'keyboard-map', 'language-detector'],
  ...['language-model', 'local-fonts', 'magnetometer', 'microphone', 'midi', 'on-device-speech-recognition'],
  ...['otp-credentials', 'payment', 'picture-in-picture', 'private-state-token-issuance'],
  ...['private-state-token-redemption', 'publickey-credentials-create', 'publickey-credentials-get'],
  ...['screen-wake-lock', 'serial', 'speaker-selection', 'storage-access', 'summarizer', 'sync-xhr', 'translator'],
  ...['usb', 'window-management', 'xr-spatial-tracking'],
];

/** Every header that does not depend on the file; names in lower case. */
export function securityHeaders(
  connectOrigins: readonly string[],
  styleNonce: string | null = null,
): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentPolicy(connectOrigins, styleNonce),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-dns-prefetch-control': 'off',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': DENIED_FEATURES.map((feature) => `${feature}=()`).join(', '),
  };
}

/** Placeholder in index.html that the nonce replaces. */
const NONCE_MARK = '__STYLE_NONCE__';

export interface PageDocument {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * One response with a document of the page. Each has a nonce of its own, so that a style written for one says nothing about
 * another. The browser hides the nonce in the document from styles.
 */
export function documentResponse(template: string, connectOrigins: readonly string[]): PageDocument {
  const nonce = randomBytes(18).toString('base64url');
  return { headers: securityHeaders(connectOrigins, nonce), text: template.replaceAll(NONCE_MARK, nonce) };
}
