/**
 * Node's flags for the server.
 *
 * A publish that waits for its commit holds a few KB that are garbage right after. In a young generation of the default
 * 16 MB many of them are still held when it is collected, and are copied and kept for nothing: under load that was a
 * third of all CPU time (`pnpm bench ingest`). 32 MB saves a good part of it and costs memory only while there is load.
 */
export const SERVER_FLAGS = ['--enable-source-maps', '--max-semi-space-size=32'];
