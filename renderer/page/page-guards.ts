/**
 * Keeps the window on the client's page, whatever is dropped on the page, clicked or asked for by a script that should
 * not be there. The hosts refuse the attempts that they see; in an ordinary browser, in which anybody may open the
 * client, this is the only guard.
 */

/** Call once, before anything else of the page runs: the first listener sees each event before the others can hide it. */
export function guardPage(): void {
  refuseDrops();
  refuseLinks();
  refuseNavigations();
  refuseWindows();
}

const isOwn = (url: string): boolean => URL.parse(url, location.href)?.origin === location.origin;

/** Chromium opens a file or a link that is dropped where no element takes it. */
function refuseDrops(): void {
  const refuse = (event: DragEvent): void => {
    const types = event.dataTransfer?.types ?? [];
    const isOutside = types.includes('Files') || types.includes('text/uri-list');
    if (!isOutside || event.defaultPrevented) return; // a drop target of ours took the event on its way up
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none';
  };
  // An element that comes under the pointer in the moment of the drop is sent `dragenter` and no `dragover`.
  window.addEventListener('dragenter', refuse);
  window.addEventListener('dragover', refuse);
  window.addEventListener('drop', refuse);
}

/** No link of the client opens a tab or a window: with the middle button or a key held, Chromium would open one. */
function refuseLinks(): void {
  const refuse = (event: MouseEvent): void => {
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    const wantsWindow = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey;
    if (link !== undefined && (wantsWindow || link.target !== '')) event.preventDefault();
  };
  window.addEventListener('click', refuse, true);
  window.addEventListener('auxclick', refuse, true);
}

/** The page may be loaded again; it goes nowhere else. A download is not a navigation. */
function refuseNavigations(): void {
  // Kept as it is now: a script could put another function in its place later.
  // oxlint-disable-next-line typescript/unbound-method -- called with its event below
  const { preventDefault } = Event.prototype;
  window.navigation.addEventListener('navigate', (event) => {
    if (event.downloadRequest === null && !isOwn(event.destination.url)) preventDefault.call(event);
  });
}

/** Only windows of the client: main gives their addresses. */
function refuseWindows(): void {
  const open = window.open.bind(window);
  const guarded: typeof window.open = (url = '', ...rest) =>
    url !== '' && isOwn(String(url)) ? open(url, ...rest) : null;
  Object.defineProperty(window, 'open', { value: guarded, configurable: false, writable: false });
}
