/** Serves the built renderer as `lanner-page://app/`, from the same index and with the same headers as the browser host. */
import type { PageFiles } from '../page-files.ts';
import { answerPage } from '../page-response.ts';
import { isPageUrl, PAGE_SCHEME, type Parts } from './parts.ts';

/** Must run before the app is ready. */
export function registerPageScheme({ protocol }: Pick<Parts, 'protocol'>): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges }]);
}

export function servePages(
  { protocol }: Pick<Parts, 'protocol'>,
  files: PageFiles,
  connectOrigins: readonly string[],
): void {
  protocol.handle(PAGE_SCHEME, ({ method, url }) =>
    answerPage(method, isPageUrl(url) ? new URL(url).pathname : null, files, connectOrigins),
  );
}
