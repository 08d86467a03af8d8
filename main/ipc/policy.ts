/**
 * Limits the requests of a kiosk. The page of a kiosk offers nothing else, but main checks each request in case the
 * page is made to ask for more. The contract opens a request by `kiosk: true`; every other request is refused, so that
 * a request that is added later stays closed until its author opens it.
 */
import { requests } from '../../preload/contract/contract.ts';
import type { RequestTable } from '../../preload/contract/request.ts';
import { AppError } from '../errors.ts';
import type { Dispatch } from '../host.ts';
import { log } from '../log.ts';

const table: RequestTable = requests;

function isOpen(name: unknown): boolean {
  return typeof name === 'string' && Object.hasOwn(table, name) && table[name]?.kiosk === true;
}

/**
 * Puts the refusal in front of `dispatch`, for the windows that show one wall alone. Its code is `window.kiosk`.
 *
 * @param isKiosk by the key of the window, as the host knows it.
 */
export function kioskDispatch(dispatch: Dispatch, isKiosk: (windowKey: string) => boolean): Dispatch {
  return (from, name, raw) => {
    if (isOpen(name) || !isKiosk(from.windowKey)) return dispatch(from, name, raw);
    log.warn('request refused: one wall alone is shown', { name: String(name).slice(0, 64) });
    return Promise.resolve({ ok: false, error: new AppError('window.kiosk', 'one wall alone is shown').toWire() });
  };
}
