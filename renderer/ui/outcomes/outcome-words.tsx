/** The outcome of one item in words, as lists and tables of outcomes show it. */
import type { WireError } from '../../../preload/domain/error.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { useText } from '../../i18n/i18n.ts';
import { CopyButton } from '../copy-button.tsx';
import type { ShownOutcome } from './outcome-counts.tsx';

/** A value of an item, as a table shows it beside the outcome. */
interface OutcomeCell {
  readonly text: string;
  readonly title: string;
  /** The item is not done because of this value. */
  readonly isWrong: boolean;
}

export interface OutcomeRow {
  readonly id: string;
  readonly name: string;
  readonly state: ShownOutcome;
  /** In place of the word of the outcome. */
  readonly words?: string;
  /** Opens what the item has become. */
  readonly onOpen?: () => void;
  /** In place of the words of the error. */
  readonly reason?: string | null;
  readonly error: WireError | null;
  readonly requestId: string | null;
  /** In the order of the columns behind the outcome. */
  readonly cells?: readonly OutcomeCell[];
}

export function OutcomeWords({ row }: { readonly row: OutcomeRow }) {
  const t = useText();
  const words = row.words ?? t(`outcomes.states.${row.state}`);
  return (
    <>
      {row.onOpen === undefined ? (
        <span>{words}</span>
      ) : (
        <button type="button" className="lnk" onClick={row.onOpen}>
          {words}
        </button>
      )}
      <OutcomeReason {...row} />
    </>
  );
}

/** Why an item is not done, the cloud's own code, and the id of the request to copy. */
export function OutcomeReason({
  state,
  reason = null,
  error,
  requestId,
}: Pick<OutcomeRow, 'state' | 'reason' | 'error' | 'requestId'>) {
  const t = useText();
  const ofError = error === null ? null : errorWords(t, error);
  const words = reason ?? (ofError === null ? null : `${ofError.what} ${ofError.next}`);
  const title = reason ?? (ofError === null ? undefined : `${ofError.what} ${ofError.why} ${ofError.next}`);
  return (
    <>
      {words === null ? null : (
        <span className="t2 selectable" title={title}>
          {words}
        </span>
      )}
      {error?.vendor?.code ? <span className="mono t2">{error.vendor.code}</span> : null}
      {requestId === null || state === 'done' ? null : <CopyButton text={requestId} label={t('errors.copyRequest')} />}
    </>
  );
}
