import { z } from 'zod';
import { refused } from '../../errors/channelstream-refusal.ts';
import { openEndpoint } from '../endpoint.ts';

/** `GET /ws` by who asks for no WebSocket. */
export const plainSocket = openEndpoint({
  path: '/ws',
  methods: ['GET'],
  withoutBody: {},
  input: z.unknown(),
  answer() {
    throw refused(426, 'This path speaks WebSocket');
  },
});
