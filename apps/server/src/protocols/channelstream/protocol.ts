/** What sessions and traces call this protocol. */
export const PROTOCOL = 'channelstream';
