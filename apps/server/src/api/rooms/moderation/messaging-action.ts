import { z } from 'zod';

export const MessagingAction = z.enum(['enable', 'disable'], { error: 'Invalid action!' }).meta({
  id: 'MessagingAction',
  description: 'Whether speaking becomes possible or impossible.',
});
