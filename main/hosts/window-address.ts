/** How a page knows which window it is in: by its address, which a reload keeps. */
import { MAIN_WINDOW } from '../host.ts';

const KEY = /^[\w-]{1,64}$/;

/** Path and query of the page of a window. */
export function pathOfWindow(key: string): string {
  return key === MAIN_WINDOW ? '/' : `/?window=${key}`;
}

/** The window that a query names, such as `?window=…`; the first where it names none. */
function windowOfQuery(query: URLSearchParams): string {
  const key = query.get('window') ?? MAIN_WINDOW;
  return KEY.test(key) ? key : MAIN_WINDOW;
}

/** The window of a page of this client, or null for another address. */
export function windowOfUrl(url: string, origin: string): string | null {
  const parsed = url.startsWith(`${origin}/`) ? URL.parse(url) : null;
  return parsed?.pathname === '/' ? windowOfQuery(parsed.searchParams) : null;
}
