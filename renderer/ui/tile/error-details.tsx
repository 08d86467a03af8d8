import { useId } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../error-text.tsx';

/**
 * The whole failure with the cloud's own words and the request id, opened by a button. The browser's own popover: it stands
 * above everything, in full screen too, and closes by itself on Esc or a click beside it.
 */
export function ErrorDetails({ error }: { readonly error: WireError }) {
  const t = useText();
  const id = useId();
  return (
    <>
      <button type="button" className="btn sm tile-second" popoverTarget={id}>
        {t('tiles.details')}
      </button>
      <div
        id={id}
        popover="auto"
        className="tile-details"
        onClick={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        <ErrorText error={error} />
      </div>
    </>
  );
}
