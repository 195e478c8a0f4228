import { z } from 'zod';

export const DashboardAccount = z
  .object({
    name: z.string(),
    role: z.enum(['operator', 'viewer']).meta({ description: '`viewer` may look but not change anything.' }),
  })
  .meta({ id: 'DashboardAccount' });
