import type { Store } from '../../../core/store/store.ts';

/** A step at which a process dies, and whether its last word to the database still counts. */
export interface Death {
  readonly at: 'setMirrorBatch' | 'remove' | 'pending';
  readonly moment: 'before' | 'after';
}

/** The store as a process has it that is killed at a step: from then on nothing it does has any effect. */
export function mortalStore(store: Store, { at, moment }: Death): Store {
  let isDead = false;
  const dead = (): Promise<never> => Promise.reject(new Error('killed'));
  const mortal = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...values: unknown[]): Promise<unknown> => {
          if (isDead) return dead();
          isDead = name === at;
          if (isDead && moment === 'before') return dead();
          const result: unknown = await Reflect.apply(method, target, values);
          return isDead ? dead() : result;
        };
      },
    });
  const { effects, integrations } = store;
  return new Proxy(store, {
    get(target, name) {
      if (name === 'effects') return mortal(effects);
      if (name === 'integrations') return mortal(integrations);
      return Reflect.get(target, name);
    },
  });
}
