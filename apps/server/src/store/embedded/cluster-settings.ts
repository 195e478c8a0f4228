/**
 * Settings of the embedded PostgreSQL. Everything that makes a commit durable (fsync, synchronous_commit,
 * full_page_writes) stays at its default, on: an acknowledged event survives a kill -9 of server and database alike.
 */
export function clusterSettings(port: number): string {
  const settings: Record<string, string | number> = {
    // Reachable from this machine only, by password only.
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    password_encryption: 'scram-sha-256',
    max_connections: 60,
    // The load is many small appends and short reads: compiling queries never pays, spreading writes out does.
    jit: 'off',
    max_wal_size: '1GB',
    checkpoint_timeout: '10min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // What users publish must not end up in a log: errors go to the server, which answers them.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join('');
}
