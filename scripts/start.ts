// `npm start`: builds when needed, then runs the program. Without arguments it opens the sample company.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

process.argv.push('--if-stale');
await import('./build.ts');
const args = process.argv.slice(2).filter((arg) => arg !== '--if-stale');
const program = fileURLToPath(new URL('../dist/soc2-ready.cjs', import.meta.url));
const child = spawn(process.execPath, [program, ...(args.length === 0 ? ['demo'] : args)], { stdio: 'inherit' });
// The program in the foreground answers these itself; this parent only waits for it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
});
