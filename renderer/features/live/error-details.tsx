import { Popover } from 'antd';
import type { WireError } from '../../../preload/domain/error.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';

/** The whole failure with the cloud's own words and the request id, opened by a button. */
export function ErrorDetails({ error }: { readonly error: WireError }) {
  const t = useText();
  return (
    <Popover
      trigger="click"
      getPopupContainer={stageOf}
      content={
        <div className="lv-details">
          <ErrorText error={error} />
        </div>
      }
    >
      <button type="button" className="btn sm lv-second">
        {t('live.veil.details')}
      </button>
    </Popover>
  );
}

/** Inside the stage, because in full screen nothing outside it is seen. */
function stageOf(trigger: HTMLElement): HTMLElement {
  return trigger.closest<HTMLElement>('.lv-stage') ?? document.body;
}
