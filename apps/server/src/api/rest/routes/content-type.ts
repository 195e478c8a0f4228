import type { IncomingHttpHeaders } from 'node:http';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Operation } from './operation.ts';

/** The refusal of a body that this operation could not read, or null. A request without a body is never refused here. */
export function refuseContentType(operation: Operation, headers: IncomingHttpHeaders): ParleyError | null {
  const length = headers['content-length'];
  const hasBody = headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
  if (!hasBody || operation.input.body.kind === 'none') return null;
  const { requestType } = operation;
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    return new ParleyError('unsupported_media_type', 'Send the body without a content encoding.');
  }
  if (operation.meta.anyContentType) return null;
  const [type = '', ...parameters] = (headers['content-type'] ?? '').split(';').map(normal);
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  if (type === requestType && (charset === undefined || /^charset="?utf-8"?$/.test(charset))) return null;
  return new ParleyError('unsupported_media_type', `Send the body as ${requestType} in UTF-8.`);
}

function normal(part: string): string {
  return part.trim().toLowerCase();
}
