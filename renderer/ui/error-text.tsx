import type { ErrorAction, WireError } from '../../preload/domain/error.ts';
import { actionWords, errorWords, type ErrorWords } from '../i18n/error-words.ts';
import { useText } from '../i18n/i18n.ts';
import { CopyButton } from './copy-button.tsx';
import { copyText } from '../page/copy-text.ts';
import { StateGlyph } from './icons/icon.tsx';

interface ErrorTextProps {
  readonly error: WireError;
  /** Offers the error's action as a button. Left out where the screen has no such way. */
  readonly onAction?: ((action: ErrorAction) => void) | undefined;
  /** Only the first line, for narrow places; the rest is the tooltip. */
  readonly isBrief?: boolean;
}

/** An error in words: what happened, why, what to do; the cloud's code in mono and its request id to copy. */
export function ErrorText({ error, onAction, isBrief = false }: ErrorTextProps) {
  const t = useText();
  const { what, why, next } = errorWords(t, error);
  if (isBrief) {
    return (
      <span className="errt el" title={`${what} ${why} ${next}`}>
        <StateGlyph name="error" />
        <span className="el">{what}</span>
      </span>
    );
  }
  // A report needs no way of the screen: it puts on the clipboard what support asks for.
  const act = error.action === 'report' ? () => void copyText(detailsOf(error, { what, why, next })) : onAction;
  const action = act === undefined ? null : actionWords(t, error.action);
  return (
    <div className="errt" role="alert">
      <StateGlyph name="error" size={14} />
      <div className="grow selectable">
        <p className="b">{what}</p>
        <p className="t2">{why}</p>
        <p>{next}</p>
        {error.vendor === null ? null : <VendorLine error={error} />}
        {action === null ? null : (
          <div className="acts">
            <button type="button" className="btn sm" onClick={() => act?.(error.action)}>
              {action}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}

/** The failure as text: code, words, and what the cloud said. */
function detailsOf(error: WireError, words: ErrorWords): string {
  const { vendor } = error;
  const cloud =
    vendor === null ? [] : [vendor.id, vendor.operation, vendor.httpStatus, vendor.code, vendor.text, vendor.requestId];
  return [error.code, words.what, words.why, ...cloud].filter((part) => part !== null).join('\n');
}

function VendorLine({ error }: { readonly error: WireError }) {
  const t = useText();
  const { vendor } = error;
  if (vendor === null) return null;
  const status = [vendor.httpStatus, vendor.code].filter((part) => part !== null).join(' ');
  return (
    <p className="vendor">
      <span className="mono">{[vendor.operation, status].filter(Boolean).join(' ')}</span>
      {vendor.text === null ? null : <span>{vendor.text}</span>}
      {vendor.requestId === null ? null : (
        <span className="row g1">
          {t('errors.request')}{' '}
          <span className="mono el" title={vendor.requestId}>
            {vendor.requestId}
          </span>
          <CopyButton text={vendor.requestId} label={t('errors.copyRequest')} />
        </span>
      )}
    </p>
  );
}
