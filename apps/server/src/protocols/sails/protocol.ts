/** What sessions, traces and definitions call this protocol. */
export const PROTOCOL = 'sails';
