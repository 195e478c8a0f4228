// Loaded into the server's process before the server: when whoever started it dies without a word, drain and leave.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// Listening to the parent must not keep the server alive.
process.channel?.unref();
