import { z } from 'zod';

const atMost = (fallback: number, max: number) => z.int().min(1).max(max).default(fallback);

/** How clients are treated that enter channels by what the app's backend signs for them (the Pusher wire). */
export const ClientSettings = z
  .object({
    clientEvents: z.boolean().default(true).meta({
      description: 'Clients may send events of their own to the others on a channel they were signed into.',
    }),
    clientEventsPerSecond: atMost(10, 10_000).meta({
      description: 'Such events per second of one connection.',
    }),
    maxEventBytes: atMost(10_240, 1_048_576).meta({
      description: 'Size of the data of one event, from a client or from the backend, in bytes of UTF-8.',
    }),
    presenceMembers: atMost(100, 10_000).meta({
      description: 'Distinct users present on one channel that these clients enter.',
    }),
    presenceDataBytes: atMost(1024, 65_536).meta({
      description: 'Size of what a member shows of itself, in bytes.',
    }),
    subscriptionCounts: z.boolean().default(false).meta({
      description: 'Tell the readers of a channel how many there are, whenever that changes.',
    }),
    minimumCountIntervalMs: z.int().min(100).max(3_600_000).default(5000).meta({
      description: 'On a channel with more than 100 readers, the least time between two such counts (ms).',
    }),
    watchlists: z.boolean().default(true).meta({
      description: 'Tell a user who is signed in which of the users it watches come and go.',
    }),
    signInWithinMs: z.int().min(0).max(3_600_000).default(0).meta({
      description:
        'A client that within this time (ms) neither signed in nor entered a channel that needs a signature is sent away; 0: never.',
    }),
    activityTimeoutMs: z.int().min(1000).max(3_600_000).default(120_000).meta({
      description: 'A client that is silent for so long is pinged (ms).',
    }),
    pongWithinMs: z.int().min(1000).max(600_000).default(30_000).meta({
      description: 'How long it may then take to answer (ms).',
    }),
  })
  .prefault({})
  .meta({ id: 'ClientSettings' });

export type ClientSettings = z.infer<typeof ClientSettings>;
