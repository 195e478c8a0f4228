import { z } from 'zod';
import { inputOf } from '../input.ts';
import { SUCCESS, userRequest } from '../request.ts';

/**
 * Mobile clients say that they went to the background. It changes nothing: while they are connected they are sent all there
 * is, and are told by push once they are not.
 */
export const activityStatus = userRequest('activity_status', inputOf(z.object({})), async () => SUCCESS);
