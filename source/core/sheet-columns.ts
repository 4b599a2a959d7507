/** Faults of a header that somebody edited. */
import type { CsvRecord, FileFault } from './csv.ts';

/** A fault for each title that is there twice; which of the two counts nobody can know. */
export function duplicateColumns({ line, cells }: CsvRecord): FileFault[] {
  const titles = cells.map((title) => title.toLowerCase());
  return cells.flatMap((column, at): FileFault[] =>
    column === '' || titles.indexOf(column.toLowerCase()) === at
      ? []
      : [{ line, column, problem: `The column "${column}" is there twice`, next: 'Leave one of them.' }],
  );
}
