/** The part of `window` and `document` that tells of waking; absent in Node. */
interface EventSource {
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}

/** Calls `wake` when the network or the page comes back. Disposing the result stops it. */
export type WatchWake = (wake: () => void) => Disposable;

/** The browser's signs of waking: `online`, the page shown again, or restored from the back/forward cache. */
export const watchPageWake: WatchWake = (wake) => {
  const page = typeof document === 'undefined' ? null : document;
  const whenVisible = (): void => {
    if (page?.visibilityState === 'visible') wake();
  };
  const signs: Array<readonly [EventSource, string, () => void]> = [];
  if (typeof window !== 'undefined' && typeof window.addEventListener === 'function') {
    signs.push([window, 'online', wake], [window, 'pageshow', wake]);
  }
  if (page) signs.push([page, 'visibilitychange', whenVisible]);
  for (const [target, type, listener] of signs) target.addEventListener(type, listener);
  return {
    [Symbol.dispose]() {
      for (const [target, type, listener] of signs) target.removeEventListener(type, listener);
    },
  };
};
