/** Which process this is, told so exactly that another one can see whether it still runs. */
import { readFile, readlink } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { errorCode } from './errors.ts';

/** A process as a lock names it. */
export interface ProcessIdentity {
  host: string;
  pid: number;
  /** UTC instant at which the lock was taken. */
  started: string;
  /**
   * What tells this process from a later one with the same pid: boot and start time in ticks. Linux only; elsewhere
   * the machine's start time has to do.
   */
  mark?: string;
  /** Pid namespace: pids of another container mean nothing here. Linux only. */
  namespace?: string;
}

/** Boot id and start time of a process; undefined when it is gone or the system has no /proc. */
async function startMark(pid: number | 'self'): Promise<string | undefined> {
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces and brackets; the start time is the 20th field after it.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return ticks === undefined ? undefined : `${boot}:${ticks}`;
  } catch {
    return undefined;
  }
}

async function pidNamespace(): Promise<string | undefined> {
  return readlink('/proc/self/ns/pid').catch(() => undefined);
}

/** This process. */
export async function thisProcess(now: Date): Promise<ProcessIdentity> {
  const [mark, namespace] = await Promise.all([startMark('self'), pidNamespace()]);
  return {
    host: hostname(),
    pid: process.pid,
    started: now.toISOString(),
    ...(mark === undefined ? {} : { mark }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

/**
 * `dead` only when that is certain: the same host, and its pid is unused, is used by a process that started at another
 * time, or dates from before the machine last started. Another host or container cannot be asked: `unknowable`.
 */
export async function processState(other: ProcessIdentity, now: Date): Promise<'alive' | 'dead' | 'unknowable'> {
  if (other.host !== hostname()) return 'unknowable';
  const namespace = await pidNamespace();
  if (other.namespace !== undefined && other.namespace !== namespace) {
    // Namespace numbers start afresh with the machine: another boot makes the process dead whatever they say.
    const boot = (await startMark('self'))?.split(':')[0];
    const sameBoot = boot === undefined || other.mark?.startsWith(`${boot}:`) !== false;
    return sameBoot ? 'unknowable' : 'dead';
  }
  try {
    process.kill(other.pid, 0);
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if (errorCode(error) === 'ESRCH') return 'dead';
  }
  const mark = await startMark(other.pid);
  if (other.mark !== undefined && mark !== undefined) return mark === other.mark ? 'alive' : 'dead';
  // Clocks are set now and then: ten minutes of doubt go to the lock.
  const bootedAt = now.getTime() - uptime() * 1000;
  return Date.parse(other.started) < bootedAt - 600_000 ? 'dead' : 'alive';
}
