import { z } from 'zod';
import type { Wire } from '../conversation.ts';
import { parleyWire } from './parley-wire.ts';
import { plainWire } from './plain-wire.ts';
import { pusherWire } from './pusher-wire.ts';
import { socketIoWire } from './socket-io-wire.ts';
import { trpcWire } from './trpc-wire.ts';

/** Which wire to speak. `sharedId`: see {@link parleyWire}. */
export const WireChoice = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('parley'),
    clientKey: z.string(),
    adminKey: z.string(),
    sharedId: z.boolean(),
  }),
  z.object({ kind: z.literal('pusher'), clientKey: z.string(), adminKey: z.string() }),
  z.object({ kind: z.literal('plain') }),
  z.object({ kind: z.literal('socket.io') }),
  z.object({ kind: z.literal('trpc') }),
]);
export type WireChoice = z.infer<typeof WireChoice>;

export function wireOf(choice: WireChoice): Wire {
  switch (choice.kind) {
    case 'parley':
      return parleyWire(choice, choice.sharedId);
    case 'pusher':
      return pusherWire(choice);
    case 'plain':
      return plainWire;
    case 'socket.io':
      return socketIoWire;
    case 'trpc':
      return trpcWire;
  }
}
