import type { Published } from '../../api/trpc.ts';

/** What was published, and how the server answered. */
export interface Outcome {
  readonly channel: string;
  readonly published: Published;
}
