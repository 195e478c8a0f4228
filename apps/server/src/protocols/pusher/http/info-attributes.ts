import { z } from 'zod';

/** What a caller asks to be told of channels: `info=user_count,subscription_count`. Names not known here ask for nothing. */
export const InfoAttributes = z
  .string({ error: 'must be names by commas' })
  .transform((text) => new Set(text.split(',').map((name) => name.trim())));

export type InfoAttributes = ReadonlySet<string>;
