import { expect, test, vi } from 'vitest';
import { runCommand } from './run-command.mjs';

const node = process.execPath;

test('what a live command printed to a log is shown as it comes, and its end is kept for its failure', async () => {
  const shown = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const program = "console.log('first ' + 'x'.repeat(1e5)); console.log('last'); process.exitCode = 3";
  const failure = await runCommand(node, ['-e', program], { live: true }).catch((error) => error);
  const text = shown.mock.calls.map(([chunk]) => String(chunk)).join('');
  shown.mockRestore();
  expect(text.startsWith('first')).toBe(true);
  expect(text.endsWith('last\n')).toBe(true);
  expect(failure).toMatchObject({ name: 'StepFailed', shown: true });
  expect(failure.message).toContain('ended with 3');
  expect(failure.output.endsWith('x\nlast\n')).toBe(true);
  expect(failure.output).not.toContain('first');
});

test('a process that a command leaves behind with its output does not hold it up', async () => {
  const program = `
    const { spawn } = require('node:child_process');
    const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'inherit' });
    console.log(left.pid);
    left.unref();`;
  const pid = Number(await runCommand(node, ['-e', program]));
  process.kill(pid, 'SIGKILL');
});
