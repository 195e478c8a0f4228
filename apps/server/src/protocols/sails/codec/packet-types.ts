/** The types of packets of Socket.IO, those with binary data aside. */
export const PACKET = { connect: 0, disconnect: 1, event: 2, ack: 3, connectError: 4 } as const;
