/** Takes the list of a batch out of the parameters, and checks all pieces of it before the first is sent. */
import { AppError } from '../../../../errors.ts';
import type { BatchRule } from '../../contract/batch-rule.ts';
import { piecesOf } from './batch.ts';
import type { CatalogueEntry } from '../../contract/catalogue.ts';
import { checkParams } from '../answers/checks.ts';

/** The list that the caller gave. A list in the form of a text is refused, because it is not split. */
export function listIn(params: object, { list }: BatchRule): readonly unknown[] {
  const items = (params as Readonly<Record<string, unknown>>)[list];
  if (Array.isArray(items)) return items as readonly unknown[];
  throw new AppError('input.invalid-field', `${list}: no list`, { params: { field: list, detail: 'no-list' } });
}

/** The parameters of each piece. When the list is short, missing or a text, the given parameters are the only piece. */
export function splitParams<P extends object>(rule: BatchRule, params: P): readonly P[] {
  const items = (params as Readonly<Record<string, unknown>>)[rule.list];
  if (!Array.isArray(items) || items.length <= rule.maxItems) return [params];
  return piecesOf(items, rule.maxItems).map((piece) => ({ ...params, [rule.list]: piece.items }));
}

/** @throws {AppError} `input.invalid-field` with the item's place in the whole list. */
export function checkPieces(
  entry: Pick<CatalogueEntry, 'operation' | 'request'>,
  rule: BatchRule,
  items: readonly unknown[],
  withPiece: (piece: readonly unknown[]) => object,
): void {
  for (const piece of piecesOf(items, rule.maxItems)) {
    try {
      checkParams(entry, withPiece(piece.items));
    } catch (error) {
      if (!(error instanceof AppError) || piece.start === 0) throw error;
      const field = String(error.params['field'] ?? '');
      const [list, at = '', ...rest] = field.split('.');
      if (list !== rule.list || !/^\d+$/.test(at)) throw error;
      const place = [list, Number(at) + piece.start, ...rest].join('.');
      const params = { ...error.params, field: place };
      throw new AppError(error.code, `${entry.operation.id}: ${place}`, { params, cause: error });
    }
  }
}
