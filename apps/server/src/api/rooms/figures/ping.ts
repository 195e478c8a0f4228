import { z } from 'zod';
import { openProcedure } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';

/** Whether the server runs. Needs no key. */
export const ping = openProcedure
  .meta(
    rest.get('/ping', 'Rooms', 'Ask whether the server runs', {
      security: [],
      anyContentType: true,
      responseType: 'text/plain',
    }),
  )
  .output(z.literal('Pong!'))
  .query(() => 'Pong!' as const);
