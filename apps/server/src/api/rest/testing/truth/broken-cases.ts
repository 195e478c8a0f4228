import { dereferenced, propertiesOf } from '../../schema/json-schema.ts';
import { textFormOf } from '../../schema/text-form.ts';
import type { DocumentCheckOptions } from './document-check-options.ts';
import type { DocumentSchemas } from './document-schemas.ts';
import type { HttpCase } from './http-case.ts';
import type { PlacedOperation } from './placed-operation.ts';
import { type RequestParts, schemaOf } from './request-parts.ts';
import { caseOf, soundParts } from './sound-cases.ts';

/** A request that fits the document, broken in one point at a time. */
export function brokenCases(
  operation: PlacedOperation,
  schemas: DocumentSchemas,
  options: DocumentCheckOptions,
): HttpCase[] {
  const [sound] = soundParts(operation, schemas, options);
  if (!sound) return [];
  const cases = [
    ...withoutCredentials(operation, sound),
    ...brokenParameters(operation, sound, schemas, options),
    ...brokenBodies(operation, sound, schemas, options),
  ];
  return cases;
}

function withoutCredentials(operation: PlacedOperation, sound: RequestParts): HttpCase[] {
  const isOpen = operation.object.security.some((kinds) => Object.keys(kinds).length === 0);
  return isOpen
    ? []
    : [caseOf(operation, sound, { name: 'without credentials', headers: {}, expected: 401 })];
}

function brokenParameters(
  operation: PlacedOperation,
  sound: RequestParts,
  schemas: DocumentSchemas,
  { headers }: DocumentCheckOptions,
): HttpCase[] {
  const fits = caseOf(operation, sound, { name: '', headers, expected: 400 });
  const join = fits.target.includes('?') ? '&' : '?';
  const cases = [
    { ...fits, name: 'an unknown query parameter', target: `${fits.target}${join}no_such_field=1` },
  ];
  for (const parameter of operation.object.parameters ?? []) {
    if (parameter.in === 'header') continue;
    const form = textFormOf(schemaOf(parameter), schemas.resolve);
    if (form.kind === 'json' || form.types.has('string')) continue;
    for (const junk of ['x', '1x', '%', '0x1']) {
      const parts = { ...sound, parameters: new Map(sound.parameters).set(parameter.name, junk) };
      cases.push(caseOf(operation, parts, { name: `${parameter.name} is junk`, headers, expected: 400 }));
    }
    if (parameter.in !== 'query' || !parameter.required) continue;
    const left = new Map(sound.parameters);
    left.delete(parameter.name);
    const parts = { ...sound, parameters: left };
    cases.push(caseOf(operation, parts, { name: `${parameter.name} is missing`, headers, expected: 400 }));
  }
  return cases;
}

function brokenBodies(
  operation: PlacedOperation,
  sound: RequestParts,
  schemas: DocumentSchemas,
  { headers }: DocumentCheckOptions,
): HttpCase[] {
  const { requestBody } = operation.object;
  const fits = caseOf(operation, sound, { name: '', headers, expected: 400 });
  const json = { ...fits.headers, 'content-type': 'application/json' };
  if (!requestBody) {
    if (operation.method === 'GET') return [];
    return [{ ...fits, name: 'a body where none belongs', headers: json, body: '{"a":1}' }];
  }
  const content = requestBody.content['application/json'];
  const text = fits.body ?? '{}';
  const other = { ...fits, headers: { ...fits.headers, 'content-type': 'text/xml' }, body: text };
  const takesAny = requestBody.content['*/*'] !== undefined;
  const cases: HttpCase[] = [
    takesAny
      ? { ...other, name: 'any content type', expected: 'accepted' }
      : { ...other, name: 'another content type', expected: 415 },
  ];
  if (!content) return cases;
  cases.push({ ...fits, name: 'truncated JSON', headers: json, body: '{"a":' });
  for (const value of brokenValues(content.schema, sound.body, schemas)) {
    const { body: _, ...rest } = fits;
    cases.push({ ...rest, name: 'a body that does not fit', headers: json, body: JSON.stringify(value) });
  }
  if (requestBody.required) cases.push({ ...fits, name: 'an empty body', headers: json, body: '' });
  return cases;
}

const ODD_VALUES = [null, true, 'odd', -1.5, [], {}, { odd: 1 }, [[1]]];

/** Variations of a fitting body that do not fit: an odd value or nothing in the place of each field, and a stranger. */
function brokenValues(
  schema: Parameters<DocumentSchemas['misfit']>[0],
  sound: unknown,
  schemas: DocumentSchemas,
): unknown[] {
  const found = dereferenced(schema, schemas.resolve);
  const values: unknown[] = [...ODD_VALUES];
  if (typeof sound === 'object' && sound !== null && !Array.isArray(sound)) {
    const entries = Object.entries(sound);
    values.push({ ...sound, no_such_field: 1 });
    for (const name of propertiesOf(found).keys()) {
      values.push(Object.fromEntries(entries.filter(([other]) => other !== name)));
      for (const odd of ODD_VALUES) values.push({ ...sound, [name]: odd });
    }
  }
  return values.filter((value) => schemas.misfit(schema, value) !== null);
}
