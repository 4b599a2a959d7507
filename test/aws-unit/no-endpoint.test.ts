/** A service that AWS does not offer in a region: its name does not resolve there, though the network works. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Session } from '../../source/aws/session.ts';

const credentials = async () => ({ accessKeyId: 'a', secretAccessKey: 'b' });
const unresolved = (code: string) =>
  new Error('outer', {
    cause: Object.assign(new Error(`getaddrinfo ${code} inspector2.xx-any-1.amazonaws.com`), { code }),
  });

/** What an error of a call means, as state and whether the connection is to blame. */
function meaning(code: string, region: string, account: string): [state: string, problem: string | undefined] {
  const session = new Session({ credentials, home: 'us-east-1' });
  session.account = account;
  const found = session.classify(unresolved(code), 'inspector2:ListFindings', region);
  session.close();
  return found.kind === 'unread' ? [found.unread.state, found.problem] : [found.kind, undefined];
}

test('a name that does not resolve is no endpoint once the account is known, and no network before', () => {
  assert.deepEqual(meaning('ENOTFOUND', 'xx-any-1', '111122223333'), ['unavailable', undefined]);
  assert.deepEqual(meaning('ENOTFOUND', 'xx-any-1', ''), ['failed', 'network']);
  assert.deepEqual(meaning('ENOTFOUND', 'us-east-1', '111122223333'), ['failed', 'network']);
  assert.deepEqual(meaning('EAI_AGAIN', 'xx-any-1', '111122223333'), ['failed', 'network']);
});
