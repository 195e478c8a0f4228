import { z } from 'zod';
import { inputOf } from './input.ts';
import { openRequest } from './request.ts';

/** Whether the server is there. */
export const ping = openRequest('ping', inputOf(z.object({})), async () => ({ pong: {} }));
