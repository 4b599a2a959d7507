/** Opening a web page with the program that the system has for it. */
import { spawn } from 'node:child_process';

/** Opens an http or https address. @throws Error, a sentence with the address, where that is not possible. */
export async function openLink(url: string): Promise<void> {
  const { protocol, href } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error(`Only web pages are opened, not ${url}`);
  const [command, ...before] = opener();
  const code = await new Promise<number | string>((resolve) => {
    // Never by a shell: an address may hold anything.
    const child = spawn(command, [...before, href], { stdio: 'ignore', detached: true });
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    child.once('exit', (exit) => resolve(exit ?? 0));
    child.unref();
  });
  if (code !== 0) throw new Error(`Nothing opens web pages here (${command}: ${code}). The address: ${href}`);
}

function opener(): [command: string, ...args: string[]] {
  if (process.platform === 'darwin') return ['open'];
  return process.platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler'] : ['xdg-open'];
}
