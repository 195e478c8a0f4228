const KEY = 'parley.app';

type Listener = () => void;
const listeners = new Set<Listener>();
let chosen: string | null = localStorage.getItem(KEY);

/** Which app this browser looks at, kept over visits; null: the server's default. */
export const chosenApp = {
  get: (): string | null => chosen,

  set(app: string): void {
    chosen = app;
    localStorage.setItem(KEY, app);
    for (const listener of listeners) listener();
  },

  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
