import { brokenCases } from './broken-cases.ts';
import type { DocumentCheckOptions } from './document-check-options.ts';
import { DocumentSchemas } from './document-schemas.ts';
import { describeCase, type HttpCase, sendCase } from './http-case.ts';
import { type PlacedOperation, placedOperations } from './placed-operation.ts';
import { responseProblems } from './response-problems.ts';
import { soundCases } from './sound-cases.ts';

/**
 * Calls every operation of a running server with generated requests, those that fit its API document and those that
 * break it in one point, and compares each answer's status, media type and body with the document. Says what does not
 * agree, one line each; empty when the document is true.
 *
 * Reading operations are called first, deleting ones last.
 */
export async function checkDocument(options: DocumentCheckOptions): Promise<string[]> {
  const { document, skip = [] } = options;
  const schemas = new DocumentSchemas(document);
  const problems: string[] = [];
  for (const operation of placedOperations(document)) {
    if (skip.includes(operation.object.operationId)) continue;
    const cases = [...soundCases(operation, schemas, options), ...brokenCases(operation, schemas, options)];
    if (!cases.some(({ expected }) => expected === 'accepted')) {
      problems.push(`${operation.object.operationId}: no request that fits could be generated`);
    }
    for (const made of cases) {
      const one = await withFreshHeaders(made, operation, options);
      for (const problem of await caseProblems(one, operation, schemas, options)) {
        problems.push(`${operation.object.operationId}: ${problem}: ${describeCase(one)}`);
      }
    }
  }
  return problems;
}

async function withFreshHeaders(
  one: HttpCase,
  { object }: PlacedOperation,
  { headers, freshHeaders }: DocumentCheckOptions,
): Promise<HttpCase> {
  const fresh = freshHeaders?.[object.operationId];
  // Unauthorised is what this request is to be.
  if (!fresh || one.expected === 401) return one;
  const own = Object.entries(one.headers).filter(([name]) => !(name in headers));
  return { ...one, headers: { ...Object.fromEntries(own), ...(await fresh()) } };
}

async function caseProblems(
  one: HttpCase,
  operation: PlacedOperation,
  schemas: DocumentSchemas,
  options: DocumentCheckOptions,
): Promise<string[]> {
  const { operationId } = operation.object;
  const base = options.origin + (options.document.servers[0]?.url ?? '');
  const readsFirstItem = !(options.quiet ?? []).includes(operationId);
  const answer = await sendCase(one, { base, readsFirstItem }).catch(
    (error: unknown) => `no answer (${error})`,
  );
  if (typeof answer === 'string') return [answer];
  const problems = responseProblems(answer, one, operation, schemas);
  if (one.expected !== 'accepted') {
    return answer.status === one.expected ? problems : [`${answer.status} for ${one.expected}`, ...problems];
  }
  if (answer.status >= 500) return [`${answer.status}, a fault of the server`, ...problems];
  const mayRefuse = (options.picky ?? []).includes(operationId);
  const isRefused = answer.status === 415 || answer.status === 405 || isBadRequest(answer.body);
  if (isRefused && !mayRefuse) return [`refused though it fits (${answer.text})`, ...problems];
  return problems;
}

function isBadRequest(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'code' in body && body.code === 'bad_request';
}
