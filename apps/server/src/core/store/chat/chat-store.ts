/** What is kept of chat. Messages are not: they are events. */
export type ChatStore = Record<never, never>;
