/** Asks before something is deleted, replaced or given up. The focus stands on the answer that changes nothing. */
import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import { InertBehind } from './inert-behind.tsx';

interface QuestionProps {
  readonly title: string;
  readonly closeLabel: string;
  /** The answer that changes nothing. */
  readonly keep: string;
  readonly onKeep: () => void;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly isBusy?: boolean;
  /** Whether the change cannot be taken back. */
  readonly isDangerous?: boolean;
  readonly children: ReactNode;
}

export function Question(props: QuestionProps) {
  const { title, closeLabel, keep, onKeep, confirm, onConfirm, isBusy = false, isDangerous = true, children } = props;
  return (
    <Modal
      open
      width={420}
      title={title}
      onCancel={onKeep}
      closable={{ 'aria-label': closeLabel, closeIcon: <Icon name="x" /> }}
      footer={
        <div className="row g2 dialog-foot">
          <button
            type="button"
            className={isDangerous ? 'btn danger' : 'btn pri'}
            aria-busy={isBusy}
            onClick={onConfirm}
          >
            {confirm}
          </button>
          <button type="button" className="btn" autoFocus onClick={onKeep}>
            {keep}
          </button>
        </div>
      }
    >
      <InertBehind />
      {children}
    </Modal>
  );
}
