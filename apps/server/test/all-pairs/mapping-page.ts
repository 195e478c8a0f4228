import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = join(import.meta.dirname, '../../../../docs/mapping.md');

/** What stands in each cell, by row and column. */
export type Grid = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A table below a heading of the page: the first, or one after it. */
export function tableOf(heading: string, index = 0): Grid {
  const [head, , ...rows] = (tablesIn(sectionOf(heading))[index] ?? []).map(cellsOf);
  const [, ...columns] = head ?? [];
  if (columns.length === 0) throw new Error(`The page has no such table below "${heading}".`);
  return Object.fromEntries(
    rows.map(([name = '', ...cells]) => [
      name,
      Object.fromEntries(columns.map((column, place) => [column, cells[place] ?? ''])),
    ]),
  );
}

/** A table of what came to light, column by column. */
export function gridOf(columns: Readonly<Record<string, ReadonlyMap<string, string>>>): Grid {
  const rows = new Map<string, Record<string, string>>();
  for (const [column, cells] of Object.entries(columns)) {
    for (const [name, text] of cells) rows.set(name, { ...rows.get(name), [column]: text });
  }
  return Object.fromEntries(rows);
}

/** JSON without what differs each time: ids, positions and times. */
export function timeless(value: unknown): unknown {
  const text = JSON.stringify(value)
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'uuid')
    .replaceAll(/[0-9a-f]{24}/g, 'id')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*Z?/g, 'time')
    .replaceAll(/"position":"[^"]*"/g, '"position":""')
    .replaceAll(/\d{10,}/g, '0');
  return JSON.parse(text);
}

/** The examples below a heading: what stands in code behind the name of a reader. */
export function examplesOf(heading: string): ReadonlyMap<string, unknown> {
  const blocks = sectionOf(heading).matchAll(/^([A-Za-z]+)[^\n]*:\n\n```json\n(.*?)```$/gms);
  return new Map([...blocks].map(([, name = '', json = '']) => [name, JSON.parse(json)]));
}

function sectionOf(heading: string): string {
  return readFileSync(PAGE, 'utf8').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
}

/** The lines of each table. */
function tablesIn(section: string): ReadonlyArray<readonly string[]> {
  const blocks = section.split('\n\n').map((block) => block.trim().split('\n'));
  return blocks.filter(([first]) => first?.startsWith('|'));
}

function cellsOf(line: string): string[] {
  const cells = line.split('|').slice(1, -1);
  return cells.map((cell) => cell.trim());
}
