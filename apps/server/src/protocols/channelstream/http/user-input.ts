import { z } from 'zod';
import { dict, list, scalar, text } from './input/fields.ts';

/** The state of a user, or a part of it: plain values by key. */
export const StateInput = dict(z.string(), scalar);

/** The keys of it that others may see. */
export const PublicKeysInput = list(text(1, 256));
