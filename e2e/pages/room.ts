import { defineChannel } from '@parley/sdk';
import { z } from 'zod';

/** The channels of these tests. Their names make them open and durable. */
export const room = defineChannel('pub-cache-{id}', { message: z.object({ text: z.string() }) });
