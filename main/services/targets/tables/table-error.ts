import type { TableFault } from '../../../../preload/domain/people/people-tables.ts';

/** A workbook that is not read, with the reason. */
export class TableError extends Error {
  readonly fault: TableFault;

  constructor(fault: TableFault) {
    super(`a workbook is not read: ${fault}`);
    this.fault = fault;
  }
}
