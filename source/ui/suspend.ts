/** Ctrl+Z: the terminal does not stop a program in raw mode, so the program stops itself. */

/** How long a program that was not stopped waits before it goes on, milliseconds. */
const notStopped = 300;

/** Stops this process until the shell continues it. */
export async function suspendToShell(): Promise<void> {
  if (process.platform === 'win32') return;
  await new Promise<void>((resolve) => {
    // Without a timer Node sees nothing left to wait for and ends on the way back; and where there is no shell to
    // continue us the system ignores the signal, and the timer gives the screen back.
    const timer = setTimeout(resolve, notStopped);
    process.once('SIGCONT', () => {
      clearTimeout(timer);
      resolve();
    });
    process.kill(process.pid, 'SIGTSTP');
  });
}
