/** Statements stay well below the databases' own bounds: 65,535 parameters, and packets of 16 MiB. */
const MAX_ROWS = 1000;
const MAX_CHARACTERS = 2 * 1024 * 1024;

/** Cuts rows into portions that one statement can carry each, given how many characters a row brings along. */
export function* inPortions<Row>(rows: Iterable<Row>, charactersOf: (row: Row) => number): Generator<Row[]> {
  let portion: Row[] = [];
  let characters = 0;
  for (const row of rows) {
    const length = charactersOf(row);
    if (portion.length > 0 && (portion.length === MAX_ROWS || characters + length > MAX_CHARACTERS)) {
      yield portion;
      portion = [];
      characters = 0;
    }
    portion.push(row);
    characters += length;
  }
  if (portion.length > 0) yield portion;
}
