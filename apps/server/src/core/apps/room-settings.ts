import { z } from 'zod';

/** How clients are treated that enter rooms by requests beside their WebSocket (the SocketLink wire). */
export const RoomSettings = z
  .object({
    maxMessageBytes: z.int().min(64).max(1_048_576).default(10_240).meta({
      description: 'Largest message a client may send, in bytes; a larger one ends its connection.',
    }),
    maxBacklogBytes: z.int().min(1024).max(67_108_864).default(262_144).meta({
      description:
        'Bytes that may wait for a slow client before messages to it are dropped, and it is told so.',
    }),
    idleTimeoutMs: z
      .union([z.literal(0), z.int().min(8000).max(960_000)], { error: 'must be 0, or 8000 to 960000' })
      .default(60_000)
      .meta({ description: 'A client that is silent for so long, answering no ping, is gone; 0: never.' }),
    maxLifetimeMs: z.int().min(0).max(14_400_000).default(0).meta({
      description: 'How long a connection may last before it is asked to reconnect; 0: as long as it likes.',
    }),
    announceEntry: z.boolean().default(true).meta({
      description: 'Tell a client by a frame that it has entered a room.',
    }),
    sameAddress: z.boolean().default(true).meta({
      description:
        'Requests that move a client in and out of rooms by the client key must come from the address of its connection.',
    }),
  })
  .prefault({})
  .meta({ id: 'RoomSettings' });

export type RoomSettings = z.infer<typeof RoomSettings>;
