/** Totals that outlive the process. */
export interface CounterStore {
  list(): Promise<Array<{ appId: string; name: string; value: number }>>;
  /** Adds to each, starting from 0; all or none, but without those of apps that are no more. */
  add(increments: ReadonlyArray<{ appId: string; name: string; by: number }>): Promise<void>;
}
