import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DatabaseShape, TableShape } from './table-shape.ts';

const MODELS = fileURLToPath(new URL('../../../../../prisma/models', import.meta.url));

const SCALARS = ['String', 'Int', 'BigInt'];

/**
 * What `prisma/models` asks of a database. Reads the part of Prisma's language that the models use, and fails on
 * anything else, so that nothing in a model goes unchecked.
 */
export async function modelShape(): Promise<DatabaseShape> {
  const names = (await readdir(MODELS)).filter((name) => name.endsWith('.prisma'));
  const texts = await Promise.all(names.map((name) => readFile(join(MODELS, name), 'utf8')));
  const models = texts.flatMap((text) => [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)]);
  const drafts = models.map(([, name = '', body = '']) => readModel(name, body));
  const tableOf = new Map(drafts.map((draft) => [draft.model, draft]));
  return Object.fromEntries(drafts.map((draft) => [draft.table, finish(draft, tableOf)]));
}

interface Draft {
  readonly model: string;
  readonly table: string;
  readonly columnOf: Map<string, string>;
  readonly columns: string[];
  readonly primaryKey: string[];
  readonly uniques: string[][];
  readonly indexes: string[][];
  readonly relations: Array<{ target: string; attributes: string }>;
}

function readModel(model: string, body: string): Draft {
  const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model;
  const draft: Draft = {
    model,
    table,
    columnOf: new Map(),
    columns: [],
    primaryKey: [],
    uniques: [],
    indexes: [],
    relations: [],
  };
  for (const line of body.split('\n').map((text) => text.trim())) {
    if (line === '' || line.startsWith('//') || line.startsWith('@@map(')) continue;
    if (line.startsWith('@@')) readBlockAttribute(draft, line);
    else readField(draft, line);
  }
  return draft;
}

function readField(draft: Draft, line: string): void {
  const [, field = '', type = '', mark = '', attributes = ''] =
    /^(\w+)\s+(\w+)(\?|\[\])?\s*(.*)$/.exec(line) ?? [];
  if (mark === '[]') return;
  if (attributes.includes('@relation(')) {
    draft.relations.push({ target: type, attributes });
    return;
  }
  // The other end of somebody's reference: no column.
  if (mark === '?' && attributes === '' && !SCALARS.includes(type)) return;
  const column = /@map\("(\w+)"\)/.exec(attributes)?.[1] ?? field;
  draft.columnOf.set(field, column);
  draft.columns.push(`${column} ${columnType(type, attributes, line)}${mark === '?' ? ' null' : ''}`);
  if (/@id\b/.test(attributes)) draft.primaryKey.push(field);
  if (/@unique\b/.test(attributes)) draft.uniques.push([field]);
}

function columnType(type: string, attributes: string, line: string): string {
  const native = /@db\.(\w+)(?:\((\d+)\))?/.exec(attributes);
  const described = [type, native?.[1] ?? '', native?.[2] ?? ''].join(' ').trim();
  if (described === 'BigInt') return attributes.includes('autoincrement()') ? 'bigint counting' : 'bigint';
  if (described === 'Int SmallInt') return 'smallint';
  if (described === 'Int') return 'int';
  if (described === 'String Text') return 'text';
  if (native?.[1] === 'VarChar') return `varchar(${native[2]})`;
  throw new Error(`The model uses a type that this test does not know: ${line}`);
}

function readBlockAttribute(draft: Draft, line: string): void {
  const [, kind = '', list = ''] = /^@@(id|unique|index)\(\[([\w, ]+)\]\)$/.exec(line) ?? [];
  const fields = list.split(', ');
  if (kind === 'id') draft.primaryKey.push(...fields);
  else if (kind === 'unique') draft.uniques.push(fields);
  else if (kind === 'index') draft.indexes.push(fields);
  else throw new Error(`The model uses an attribute that this test does not know: ${line}`);
}

/** Names keys as Prisma does. */
function finish(draft: Draft, tableOf: ReadonlyMap<string, Draft>): TableShape {
  const columns = (fields: readonly string[], of: Draft = draft): string[] =>
    fields.map((field) => of.columnOf.get(field) ?? `${field}?`);
  const keys = (lists: readonly string[][], suffix: string): string[] =>
    lists
      .map(
        (fields) => `${[draft.table, ...columns(fields), suffix].join('_')} (${columns(fields).join(', ')})`,
      )
      .sort();
  return {
    columns: [...draft.columns].sort(),
    primaryKey: columns(draft.primaryKey).join(', '),
    uniques: keys(draft.uniques, 'key'),
    indexes: keys(draft.indexes, 'idx'),
    references: draft.relations
      .map(({ target, attributes }) => {
        const other = tableOf.get(target);
        const part = (name: string): string[] =>
          new RegExp(`${name}: \\[([\\w, ]+)\\]`).exec(attributes)?.[1]?.split(', ') ?? [];
        const action = (name: string): string | undefined =>
          new RegExp(`${name}: (\\w+)`).exec(attributes)?.[1]?.toLowerCase();
        const own = columns(part('fields'));
        return (
          `${[draft.table, ...own, 'fkey'].join('_')} (${own.join(', ')}) -> ${other?.table} ` +
          `(${other ? columns(part('references'), other).join(', ') : ''}) ` +
          `on delete ${action('onDelete')} on update ${action('onUpdate')}`
        );
      })
      .sort(),
  };
}
