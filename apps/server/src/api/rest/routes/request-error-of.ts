import { ParleyError } from '../../../core/errors/parley-error.ts';
import { parleyErrorOf } from '../../base/parley-error-of.ts';

/** Turns what went wrong with a request, Fastify's own refusals included, into the error that its caller is told. */
export function requestErrorOf(thrown: unknown): ParleyError {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new ParleyError('payload_too_large', 'The body is larger than this server takes.', {
        cause: thrown,
      });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ParleyError('unsupported_media_type', 'The content type is not known here.', {
        cause: thrown,
      });
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new ParleyError('bad_request', 'The body is not as long as Content-Length says.', {
        cause: thrown,
      });
    case 'FST_ERR_BAD_URL':
      return new ParleyError('bad_request', 'The path holds a bad percent-escape.', { cause: thrown });
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new ParleyError('bad_request', 'The path is too long.', { cause: thrown });
    default:
      if (isBrokenTransfer(code))
        return new ParleyError('bad_request', 'The request broke off.', { cause: thrown });
      if (isRefusal(thrown))
        return new ParleyError('bad_request', 'The request cannot be read.', { cause: thrown });
      return parleyErrorOf(thrown);
  }
}

/** Fastify has more refusals than those above, and gets new ones: what it says is the caller's fault is that. */
function isRefusal(thrown: unknown): boolean {
  if (!(thrown instanceof Error) || !('code' in thrown) || !('statusCode' in thrown)) return false;
  const { code, statusCode } = thrown;
  const isFastify = typeof code === 'string' && code.startsWith('FST_ERR_');
  return isFastify && typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
}

/** The caller's connection, not the server, is at fault. */
function isBrokenTransfer(code: unknown): boolean {
  return code === 'ECONNRESET' || code === 'ECONNABORTED' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}
