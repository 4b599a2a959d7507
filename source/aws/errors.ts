/** What went wrong with a call, in kinds for the program and words for a person. Loads nothing of the AWS SDK. */
import type { OperationName, Unread } from '../core/facts.ts';
import { plainLine } from '../core/text.ts';
import type { AccessProblem } from './access-error.ts';
import { denialReason } from './denial.ts';
import * as known from './error-codes.ts';
import { iamAction } from './operations.ts';

export { type AccessProblem, AwsAccessError } from './access-error.ts';

/** What an error of a call means. */
export type Classified =
  | {
      /** The thing asked for is not configured: an answer, not an error. */
      kind: 'absent';
    }
  | {
      /** The bucket or principal was deleted while we read. */
      kind: 'gone';
    }
  | {
      /** The credential report is not made yet. */
      kind: 'not-ready';
    }
  | {
      kind: 'unread';
      unread: Unread;
      /** Set when credentials or connection are to blame, so that other calls will likely fail alike. */
      problem?: AccessProblem;
    };

/** The parts of an SDK error that tell what it is. */
export interface ErrorFacts {
  /** Every name it goes by: the SDK's and the one on the wire, which differ for the query protocol. */
  names: string[];
  message: string;
  status?: number;
}

/** Reads an error of the SDK, of Node or anything else thrown. Never throws. */
export function errorFacts(error: unknown): ErrorFacts {
  const names: string[] = [];
  let message = '';
  let status: number | undefined;
  // Causes are followed: the SDK wraps what Node says, and Node what the resolver says.
  for (let at: unknown = error, depth = 0; at instanceof Object && depth < 4; depth += 1) {
    const { name, Code, code, Error: body, message: text, $metadata, cause } = at as Record<string, unknown>;
    for (const candidate of [name, Code, code, (body as Record<string, unknown> | undefined)?.Code]) {
      if (typeof candidate === 'string' && !names.includes(candidate)) names.push(candidate);
    }
    if (!message && typeof text === 'string') message = text;
    const http = ($metadata as Record<string, unknown> | undefined)?.httpStatusCode;
    if (status === undefined && typeof http === 'number') status = http;
    at = cause;
  }
  return {
    names,
    message: plainLine(message || (typeof error === 'string' ? error : 'no message')),
    ...(status !== undefined && { status }),
  };
}

/** What an error of `operation` in `region` means. Matches both the wire code and the SDK's name for it. */
export function classify(error: unknown, operation: OperationName, region = ''): Classified {
  const facts = errorFacts(error);
  const is = (codes: ReadonlySet<string>): boolean => facts.names.some((name) => codes.has(name));
  const where = region && region !== 'global' ? ` in ${region}` : '';
  const unavailable = (reason: string): Classified => ({
    kind: 'unread',
    unread: { state: 'unavailable', operation, reason },
  });
  const failed = (reason: string, problem?: AccessProblem): Classified => ({
    kind: 'unread',
    unread: { state: 'failed', operation, reason: plainLine(reason) },
    ...(problem && { problem }),
  });

  const absent = known.absent[operation];
  if (absent && facts.names.some((name) => absent.includes(name))) return { kind: 'absent' };
  if (is(known.reportNotReady)) return { kind: 'not-ready' };
  const gone = known.goneFrom[operation]?.some(
    ({ codes, text = '' }) => facts.names.some((name) => codes.includes(name)) && facts.message.includes(text),
  );
  if (gone || is(known.gone)) return { kind: 'gone' };
  if (is(known.throttled) || facts.status === 429) {
    const reason = `AWS kept refusing ${operation}${where} for asking too often, until the retries ran out.`;
    return { kind: 'unread', unread: { state: 'failed', operation, reason, throttled: true } };
  }
  if (known.isClock(facts))
    return failed(`AWS refused ${operation}${where}: the clock of this machine is wrong.`, 'clock');
  if (is(known.expired)) return failed(`The session expired before ${operation}${where} was read.`, 'session-expired');
  if (is(known.wrongCredentials)) {
    return failed(
      `AWS does not know these credentials${where}; is the region enabled for the account?`,
      'wrong-credentials',
    );
  }
  if (is(known.providerFailed)) return failed(`No credentials for ${operation}: ${facts.message}`, 'no-credentials');
  if (is(known.notSubscribed)) return unavailable(`The account is not signed up for this service${where}.`);
  if (is(known.unsupported))
    return unavailable(`AWS does not answer ${operation} for this resource or region${where}.`);
  if (is(known.denied) || facts.status === 403) {
    const action = iamAction(operation);
    const reason = denialReason(action, facts.message);
    return { kind: 'unread', unread: { state: 'denied', operation, action, reason } };
  }
  if (is(known.network))
    return failed(`AWS could not be reached for ${operation}${where}: ${facts.message}`, 'network');
  if (is(known.malformed) || facts.message.includes('Deserialization error')) {
    return failed(`The answer to ${operation}${where} could not be understood; an AWS endpoint would not send it so.`);
  }
  const code = facts.names.find((name) => name !== 'Error') ?? 'error';
  return failed(`${operation} failed${where}: ${code}: ${facts.message}`);
}
