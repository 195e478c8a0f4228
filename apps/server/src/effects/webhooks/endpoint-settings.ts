import { z } from 'zod';

/** What an endpoint can be told of. `verification` is a question, asked before a user enters; the rest is told after. */
export const ENDPOINT_EVENTS = [
  'message',
  'verification',
  'subscribed',
  'unsubscribed',
  'occupied',
  'vacated',
  'subscribers',
  'joined',
  'left',
  'client_event',
  'cache_miss',
] as const;

export type EndpointEvent = (typeof ENDPOINT_EVENTS)[number];

const DAY_MS = 86_400_000;

/** How an endpoint wants to be told. Effective at once. */
export const EndpointSettings = z.object({
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .refine(hasNoCredentials, 'must not hold a user name or a password: the requests are signed instead')
    .meta({ description: 'Where requests are sent (POST).', examples: ['https://example.com/hooks/parley'] }),
  events: z
    .array(z.enum(ENDPOINT_EVENTS))
    .max(20)
    .default([])
    .meta({
      description:
        '`message`: something was published. `subscribed`, `unsubscribed`: a connection came or went; `occupied`, ' +
        '`vacated`: it was the first or the last; `subscribers`: how many there are changed. `joined`, `left`: a user ' +
        'became present, or ceased to be. `client_event`: a client sent a signal named `client-…`. `cache_miss`: a client ' +
        'entered a channel that keeps its last event, and there was none. `verification`: may this user enter? Status ' +
        '200 admits.',
    }),
  channels: z
    .array(z.string().min(1).max(255))
    .max(100)
    .default([])
    .meta({ description: 'Patterns of the channels it is about (`*`: any characters); empty: all.' }),
  format: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be the name of a format')
    .default('native')
    .meta({
      description: 'How bodies and signatures look: `native`, or a protocol’s own.',
      examples: ['native'],
    }),
  timeoutMs: z.int().min(100).max(30_000).default(5000).meta({
    description: 'How long a request may take, in ms.',
  }),
  concurrency: z.int().min(1).max(64).default(4).meta({
    description: 'Channels that are told of at a time. Within a channel, one request follows the other.',
  }),
  retryForMs: z
    .int()
    .min(0)
    .max(7 * DAY_MS)
    .default(DAY_MS)
    .meta({ description: 'How long a request is tried again before it is given up, in ms.' }),
  leaveDelayMs: z.int().min(0).max(60_000).default(0).meta({
    description:
      '`vacated` and `left` wait this long, in ms; if the channel or the user is back before, neither that nor the return is told.',
  }),
  batchWithinMs: z.int().min(0).max(60_000).default(0).meta({
    description:
      'Above 0, what happens within this time (ms) is told in one request, at most 50 things in each. 0: each in a request of its own.',
  }),
  enabled: z.boolean().default(true).meta({
    description: 'Off: what is queued waits, and nothing new is queued.',
  }),
});

export type EndpointSettings = z.infer<typeof EndpointSettings>;

/** What requests are signed with; never shown again. */
export const EndpointSecret = z
  .string()
  .min(1)
  .max(128)
  .meta({ description: 'Signs the requests. Never shown again.' });

function hasNoCredentials(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
