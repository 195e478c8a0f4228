import { z } from 'zod';

/** Where a delivery stands, whatever it delivers. */
export const DeliveryState = z.enum(['pending', 'done', 'dead']).meta({
  id: 'DeliveryState',
  description: '`pending`: to be sent. `done`: it was taken. `dead`: given up.',
});
