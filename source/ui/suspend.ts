/** Ctrl+Z: the terminal does not stop a program in raw mode, so the program stops itself. */

/** Stops this process until the shell continues it. */
export async function suspendToShell(): Promise<void> {
  if (process.platform === 'win32') return;
  // Without a timer Node sees nothing left to wait for and ends on the way back.
  const timer = setInterval(() => undefined, 1_000);
  await new Promise<void>((resolve) => {
    process.once('SIGCONT', () => resolve());
    process.kill(process.pid, 'SIGTSTP');
  });
  clearInterval(timer);
}
