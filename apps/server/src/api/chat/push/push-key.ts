import { z } from 'zod';
import { openProcedure } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';

/** The key that browsers subscribe with. */
export const pushKey = openProcedure
  .meta(
    rest.get('/chat/push/key', 'Chat', 'Get the VAPID key', {
      security: [],
      description:
        'The `applicationServerKey` that a browser subscribes with; the same for all apps of the server.',
    }),
  )
  .output(z.strictObject({ publicKey: z.string().meta({ description: '65 bytes, base64url.' }) }))
  .query(({ ctx }) => ({ publicKey: ctx.api.chat.pushes.vapidPublicKey }));
