/** What the worker thread sends to the main thread. */
import type { Facts } from '../core/facts.ts';
import { type AccessProblem, AwsAccessError } from './access-error.ts';
import type { ScanEvent } from './scan-types.ts';

/** One message of the worker. */
export type FromWorker =
  | { event: ScanEvent }
  | {
      /** The Facts without their readings, which came as events. */
      done: Facts;
      /** Names and regions of the readings in the order they are kept. */
      order: [name: string, regions: string[]][];
    }
  | { error: WireError };

/** An error, as it goes from thread to thread: classes do not survive the way. */
export interface WireError {
  name: string;
  message: string;
  problem?: AccessProblem;
  next?: string;
}

/** An error for the way over. */
export function wireError(error: unknown): WireError {
  if (error instanceof AwsAccessError) {
    return { name: error.name, message: error.message, problem: error.problem, next: error.next };
  }
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: 'Error', message: String(error) };
}

/** The error as it was. */
export function fromWire({ name, message, problem, next }: WireError): Error {
  if (problem) return new AwsAccessError(problem, message, next ?? '');
  return Object.assign(new Error(message), { name });
}
