import type { DocumentSchemas } from './document-schemas.ts';
import type { Answer, HttpCase } from './http-case.ts';
import type { PlacedOperation } from './placed-operation.ts';

/** Where an answer is not what the document says of the operation. */
export function responseProblems(
  answer: Answer,
  one: HttpCase,
  operation: PlacedOperation,
  schemas: DocumentSchemas,
): string[] {
  const { status, mediaType } = answer;
  // Another method is another operation, or none: the document has nothing to say of it.
  if (one.method !== operation.method) return [];
  const documented = operation.object.responses[String(status)];
  if (!documented) return [`the status ${status} is not documented`];
  const response = schemas.response(documented);
  if (response.content === undefined) {
    return answer.text === '' && mediaType === null ? [] : [`${status} has a body that is not documented`];
  }
  const content = mediaType === null ? undefined : response.content[mediaType];
  if (!content) return [`${status} came as ${mediaType}, which is not documented`];
  if (mediaType === 'text/event-stream' && answer.body === undefined) return [];
  const misfit = schemas.misfit(content.schema, answer.body);
  return misfit === null
    ? []
    : [`the body of ${status} does not fit its schema (${misfit}): ${answer.text.slice(0, 300)}`];
}
