/**
 * What a window may ask for that shows one wall alone. The page offers nothing else; this holds for whatever the page is
 * made to ask. Everything that is not listed is refused, so that a request that is added later is closed until somebody
 * thinks about it.
 */
import type { RequestName } from '../../preload/contract/contract.ts';
import { AppError } from '../errors.ts';
import type { Dispatch } from '../host.ts';
import { log } from '../log.ts';

/**
 * They read, play, or write down what is seen; none of them changes a wall, an account or a setting. Cameras are not
 * steered either: such a wall hangs where anybody passes, and a camera that was turned away records the wrong thing for all.
 */
const OPEN: ReadonlySet<string> = new Set<RequestName>([
  'app.info',
  'app.get-preferences',
  'app.tell-locale',
  'app.report-wall',
  'app.report-failure',
  'app.take-link',
  'account.list',
  'account.capabilities',
  'vault.status',
  'directory.states',
  'directory.refresh',
  'directory.page',
  'live.open',
  'live.close',
  'live.retry',
  'live.readmit',
  'live.retry-account',
  'look.list',
  'wall.list',
  'wall.library',
  'wall.missing',
  'window.state',
  'window.keep',
  'window.count',
  'sequence.list',
  'site.list',
  'site.cameras',
  'clip.start',
  'clip.stop',
  'clip.list',
  'clip.replay',
  'clip.sound',
  'clip.snapshot',
  'clip.settings',
  'incident.take',
]);

/** Puts the refusal in front of `dispatch`. Its code is `window.kiosk`. */
export function kioskDispatch(dispatch: Dispatch): Dispatch {
  return (windowId, name, raw) => {
    if (OPEN.has(name)) return dispatch(windowId, name, raw);
    log.warn('request refused: one wall alone is shown', { name: String(name).slice(0, 64) });
    return Promise.resolve({ ok: false, error: new AppError('window.kiosk', 'one wall alone is shown').toWire() });
  };
}
