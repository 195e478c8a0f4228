import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '../../core/errors/error-codes.ts';

const codes = Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]];

/** The one form of an error, in REST bodies, in tRPC error data (`data.parley`) and in `revoked` items. */
export const ErrorReport = z
  .object({
    code: z.enum(codes),
    message: z.string(),
    retry: z.enum(['never', 'later', 'reconnect', 'refresh']),
    fix: z.string().meta({ description: 'What a person should do about it.' }),
    retryAfterMs: z.int().nonnegative().optional().meta({ description: 'How long to wait, where known.' }),
    reason: z.string().optional().meta({
      description:
        'What exactly was refused, as a word that a program can rely on, where the code leaves that open.',
    }),
  })
  .meta({ id: 'Error', description: 'Why a request was refused, and what to do.' });
