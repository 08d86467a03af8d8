/** Asks which camera takes over from another one, and says what that changes. */
import { Modal, Select } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { replaceCamera, useReplacing } from '../model/replacing.ts';
import { closeDialog } from '../../../state/page/navigation.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { InertBehind } from '../../../ui/float/inert-behind.tsx';
import { ThemeProvider } from '../../../ui/theme/theme-provider.tsx';
import { DeletedUses } from '../change/deleted-uses.tsx';
import '../devices.css';

export function ReplaceDialog() {
  const locale = useLocale();
  const from = useReplacing((state) => state.from);
  const camera = useDirectory((state) => (from === null ? undefined : state.view.byId.get(from)));
  useEffect(() => () => useReplacing.setState({ from: null }), []);
  return camera === undefined ? null : (
    <ThemeProvider locale={locale}>
      <Asked camera={camera} />
    </ThemeProvider>
  );
}

function Asked({ camera }: { readonly camera: NumberedChannel }) {
  const t = useText();
  const byId = useDirectory((state) => state.view.byId);
  const [to, setTo] = useState<ChannelId | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const { id: ownId } = camera;
  const options = useMemo(
    () =>
      [...byId.values()].flatMap(({ id, number, name: label }) =>
        id === ownId ? [] : [{ value: id, label: `${number} ${label}` }],
      ),
    [byId, ownId],
  );
  const name = `${camera.number} ${camera.name}`;
  const send = async (): Promise<void> => {
    if (to === null || isBusy) return;
    setIsBusy(true);
    setError(null);
    const refused = await replaceCamera(camera.id, to);
    setIsBusy(false);
    if (refused === null) closeDialog();
    else setError(refused);
  };
  return (
    <Modal
      open
      centered
      width={520}
      title={t('devices.replace.title', { name })}
      onCancel={closeDialog}
      closable={{ 'aria-label': t('devices.replace.keep'), closeIcon: <Icon name="x" /> }}
      footer={
        <div className="row g2 dialog-foot">
          <button type="button" className="btn" onClick={closeDialog}>
            {t('devices.replace.keep')}
          </button>
          <button type="button" className="btn pri" disabled={to === null || isBusy} onClick={() => void send()}>
            {t(isBusy ? 'devices.replace.busy' : 'devices.replace.confirm')}
          </button>
        </div>
      }
    >
      <InertBehind />
      <div className="col g2">
        <p>{t('devices.replace.text', { number: camera.number })}</p>
        <Select
          autoFocus
          className="devices-choice"
          aria-label={t('devices.replace.choose')}
          placeholder={t('devices.replace.choose')}
          showSearch={{ optionFilterProp: 'label' }}
          value={to}
          options={options}
          onChange={setTo}
        />
        <DeletedUses channelIds={[camera.id]} of="replace" />
        <p className="t2">{t('devices.replace.stays')}</p>
        {error === null ? null : <ErrorText error={error} />}
      </div>
    </Modal>
  );
}
