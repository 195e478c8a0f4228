import type { Delivery } from '../hub/delivery.ts';

/** What nodes tell one another. */
export type News =
  | { readonly kind: 'delivery'; readonly delivery: Delivery }
  /** Something stored was changed by an administrator: apps, keys, rules, sanctions of this app are to be read again. */
  | { readonly kind: 'changed'; readonly appId: string };

/**
 * Carries news to the other nodes. News may be lost, events may not: whoever sees an offset jump reads the log. News
 * about one channel arrives in the order it was announced by a node.
 */
export interface Engine extends AsyncDisposable {
  /** Tells every other node, never this one. Does not wait and does not throw. */
  announce(news: News): void;
  /** Receives what other nodes announce. */
  listen(listener: (news: News) => void): Disposable;
}
