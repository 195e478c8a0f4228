import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = join(import.meta.dirname, '../../../../docs/mapping.md');

/** What stands in each cell, by row and column, without notes. */
export type Grid = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The first table below a heading of the page on who sees what. */
export function tableOf(heading: string): Grid {
  const section = readFileSync(PAGE, 'utf8').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0];
  const [head, , ...rows] = tableLines(section ?? '').map(cellsOf);
  const [, ...columns] = head ?? [];
  if (columns.length === 0) throw new Error(`The page has no table "${heading}".`);
  return Object.fromEntries(
    rows.map(([name = '', ...cells]) => [
      name,
      Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])),
    ]),
  );
}

/** The examples below a heading: what stands in code behind the name of a reader. */
export function examplesOf(heading: string): ReadonlyMap<string, unknown> {
  const section = readFileSync(PAGE, 'utf8').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const blocks = section.matchAll(/^([A-Za-z]+)[^\n]*:\n\n```json\n(.*?)```$/gms);
  return new Map([...blocks].map(([, name = '', json = '']) => [name, JSON.parse(json)]));
}

/** Only the first table: lines after the one that ends it are others. */
function tableLines(section: string): readonly string[] {
  const lines = section.split('\n');
  const first = lines.findIndex((line) => line.startsWith('|'));
  const end = lines.findIndex((line, index) => index > first && !line.startsWith('|'));
  return first === -1 ? [] : lines.slice(first, end === -1 ? undefined : end);
}

function cellsOf(line: string): string[] {
  return line
    .replaceAll(/\[\^[^\]]*\]/g, '')
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
