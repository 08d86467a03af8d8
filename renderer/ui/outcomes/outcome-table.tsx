/** Outcomes beside the values of their items, for few items: every row is drawn, as high as its words. */
import { StateGlyph } from '../icons/icon.tsx';
import { OUTCOME_GLYPHS } from './outcome-counts.tsx';
import { OutcomeWords, type OutcomeRow } from './outcome-words.tsx';
import './outcome-list.css';

interface OutcomeTableProps {
  readonly label: string;
  /** Of the names, of the outcomes, and of each cell. */
  readonly heads: readonly string[];
  readonly rows: readonly OutcomeRow[];
}

export function OutcomeTable({ label, heads, rows }: OutcomeTableProps) {
  return (
    <table className="outcome-table" aria-label={label}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head}>{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-outcome={row.state}>
            <td>{row.name}</td>
            <td className="outcome-cell">
              <span className="row g2">
                <StateGlyph name={OUTCOME_GLYPHS[row.state]} />
                <OutcomeWords row={row} />
              </span>
            </td>
            {(row.cells ?? []).map(({ text, title, isWrong }, at) => (
              <td key={heads[at + 2]} className={isWrong ? 'outcome-bad' : undefined} title={title}>
                {text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
