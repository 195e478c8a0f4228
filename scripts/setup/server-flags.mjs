/**
 * Node's flags for the server.
 *
 * A publish that waits for its commit holds a few KB that are garbage right after. In a young generation of the default
 * 16 MB many of them are still held when it is collected, and are copied for nothing: a third of all CPU time in a
 * profile of `pnpm bench ingest`. A larger one lowered CPU per publish by about 15 % (32 MB) and 30 % (64 MB), on a busy
 * machine; its price is that much more resident memory, up to three times its size, once there was load.
 */
export const SERVER_FLAGS = ['--enable-source-maps', '--max-semi-space-size=32'];
