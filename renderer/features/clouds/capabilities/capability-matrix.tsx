import { memo, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react';
import {
  CAPABILITIES,
  CAPABILITY_STATES,
  type Capability,
  type CapabilityState,
} from '../../../../preload/domain/accounts/capability.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import { loadCapabilities, useCapabilities, type CapabilityColumn } from '../model/capabilities.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import type { StateName } from '../../../ui/icons/names.ts';
import { SkeletonRows } from '../../../ui/rows/skeleton-rows.tsx';
import { followLead, leadOf, reasonWords, shortWords, type Cell } from './capability-cell.ts';
import { CapabilityTip, type TipPlace } from './capability-tip.tsx';

const GLYPHS: Readonly<Record<CapabilityState, StateName>> = { yes: 'live', 'not-yet': 'delayed', no: 'skip' };

/** Every capability against every cloud: a shape and a word in each cell, the reason on hover and on focus. */
export const CapabilityMatrix = memo(function CapabilityMatrix() {
  const t = useText();
  const { columns, load } = useCapabilities();
  useEffect(() => void loadCapabilities(), []);
  return (
    <section className="mx-w" aria-label={t('clouds.capabilities.title')}>
      <div className="sec-h">
        <h3 className="nw">{t('clouds.capabilities.title')}</h3>
        <span className="t3 grow el">{t('clouds.capabilities.note')}</span>
        {CAPABILITY_STATES.map((state) => (
          <span key={state} className="lgi t2 nw">
            <StateGlyph name={GLYPHS[state]} size={10} />
            {t(`clouds.capabilities.states.${state}`)}
          </span>
        ))}
      </div>
      {load.status === 'failed' ? (
        <div className="form-error">
          <ErrorText error={load.error} onAction={() => void loadCapabilities()} />
        </div>
      ) : load.status !== 'ready' ? (
        <SkeletonRows rows={10} label={t('clouds.capabilities.reading')} />
      ) : (
        <Grid columns={columns} />
      )}
    </section>
  );
});

/** Where the arrows lead, from row and column. */
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** One stop for Tab, arrows inside. */
function Grid({ columns }: { readonly columns: readonly CapabilityColumn[] }) {
  const t = useText();
  const grid = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<readonly [number, number]>([0, 0]);
  const [tip, setTip] = useState<TipPlace | null>(null);
  const show = (event: FocusEvent<HTMLElement> | MouseEvent<HTMLElement>, cell: Cell): void =>
    setTip({ cell, box: event.currentTarget.getBoundingClientRect() });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && tip !== null) {
      event.stopPropagation();
      setTip(null);
    }
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const row = Math.max(0, Math.min(CAPABILITIES.length - 1, current[0] + step[0]));
    const column = Math.max(0, Math.min(columns.length - 1, current[1] + step[1]));
    grid.current?.querySelector<HTMLElement>(`[data-cell="${row}-${column}"]`)?.focus();
  };
  return (
    <div className="mx-s" onScroll={() => setTip(null)}>
      <div ref={grid} role="grid" aria-label={t('clouds.capabilities.title')} onKeyDown={onKeyDown}>
        <Heads columns={columns} />
        {CAPABILITIES.map((capability, row) => (
          <div key={capability} role="row" className="mxr" aria-label={t(`clouds.capabilities.${capability}`)}>
            <span role="rowheader" className="t2 el">
              {t(`clouds.capabilities.${capability}`)}
            </span>
            {columns.map((column, i) => (
              <MatrixCell
                key={column.vendor}
                column={column}
                capability={capability}
                place={`${row}-${i}`}
                isCurrent={current[0] === row && current[1] === i}
                onShow={(event, cell) => {
                  if (event.type === 'focus') setCurrent([row, i]);
                  show(event, cell);
                }}
                onHide={() => setTip(null)}
              />
            ))}
          </div>
        ))}
      </div>
      {tip === null ? null : <CapabilityTip {...tip} />}
    </div>
  );
}

function Heads({ columns }: { readonly columns: readonly CapabilityColumn[] }) {
  const t = useText();
  const accounts = useAccounts((state) => state.accounts);
  return (
    <div role="row" className="mxr mxh" aria-label={t('clouds.capabilities.title')}>
      <span role="columnheader" />
      {columns.map(({ vendor, operationCount }) => {
        const count = accounts.filter((account) => account.vendor === vendor).length;
        const held = count === 0 ? t('clouds.capabilities.noAccount') : t('clouds.capabilities.accounts', { count });
        const operations = t('clouds.capabilities.operationCount', { count: operationCount });
        return (
          <span key={vendor} role="columnheader" className="row g2" title={operations}>
            <span className="el">{t(`shell.vendors.${vendor}`)}</span>
            <span className="t3 el lo">{held}</span>
          </span>
        );
      })}
    </div>
  );
}

interface MatrixCellProps {
  readonly column: CapabilityColumn;
  readonly capability: Capability;
  readonly place: string;
  readonly isCurrent: boolean;
  readonly onShow: (event: FocusEvent<HTMLElement> | MouseEvent<HTMLElement>, cell: Cell) => void;
  readonly onHide: () => void;
}

function MatrixCell({ column, capability, place, isCurrent, onShow, onHide }: MatrixCellProps) {
  const t = useText();
  const cell = column.cells.find((held) => held.capability === capability);
  if (cell === undefined) return <span role="gridcell" />;
  const words = shortWords(t, column.vendor, cell);
  const lead = leadOf(cell);
  const open = (): void => followLead(column.vendor, cell);
  const where = lead === null ? '' : ` ${t(`clouds.capabilities.leads.${lead}`)}`;
  const cloud = t(`shell.vendors.${column.vendor}`);
  const name = t(`clouds.capabilities.${capability}`);
  return (
    <span
      role="gridcell"
      className={`cp ${cell.state}${lead === null ? '' : ' clouds-leads'}`}
      data-cell={place}
      tabIndex={isCurrent ? 0 : -1}
      aria-label={t('clouds.capabilities.cell', { capability: name, cloud, state: words })}
      aria-description={`${reasonWords(t, cell)}${where}`}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        open();
      }}
      onFocus={(event) => onShow(event, cell)}
      onBlur={onHide}
      onMouseEnter={(event) => onShow(event, cell)}
      onMouseLeave={onHide}
    >
      <StateGlyph name={GLYPHS[cell.state]} size={10} />
      <span className="el">{words}</span>
    </span>
  );
}
