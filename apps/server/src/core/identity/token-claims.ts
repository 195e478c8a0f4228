import { z } from 'zod';
import { RIGHTS } from '../access/grant.ts';

const Right = z.enum(RIGHTS);
const PatternText = z.string().min(1).max(255);

/** What an app's backend writes into a token. Unknown claims are ignored. */
export const TokenClaims = z.object({
  /** The user's id. Without it the client stays anonymous, with the grants below. */
  sub: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u)
    .optional(),
  /** When the token ends, in seconds since 1970 (RFC 7519). */
  exp: z.number().positive().max(1e12),
  /**
   * Channels or patterns (`room:*`) with the rights on them: a list grants all rights, an object the ones it names.
   */
  channels: z
    .union([
      z.array(PatternText).max(1000),
      z
        .record(PatternText, z.array(Right).max(RIGHTS.length))
        .refine((map) => Object.keys(map).length <= 1000),
    ])
    .optional(),
});

export type TokenClaims = z.infer<typeof TokenClaims>;
