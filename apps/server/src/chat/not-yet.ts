/** Stands for a part that is being built. Goes with the last of them. */
export function notYet<Part extends object>(name: string): Part {
  return new Proxy({} as Part, {
    get(_target, property) {
      if (property === 'then' || typeof property === 'symbol') return undefined;
      throw new Error(`${name}.${String(property)} is not built yet`);
    },
  });
}
