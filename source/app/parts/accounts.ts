/** AWS accounts: the profiles of the AWS configuration, how each signs in, and which one is read next. */
import type { AwsProfile } from '../aws-profiles.ts';
import { say, to } from '../events.ts';
import { profileRows } from '../profile-rows.ts';
import type { ListPart } from './part.ts';

/** The rows of the AWS accounts and what their keys do. */
export const accountsPart: ListPart<AwsProfile> = {
  enter: () => [{ type: 'ask', ask: { type: 'list-profiles' } }],
  rows: profileRows,
  open(state, { name }) {
    if (!state.canScan) return to(say(state, state.noScan ?? 'This session does not read AWS.'));
    if (state.scan.state === 'running') return to(say(state, 'AWS is being read already; x stops it.'));
    return to(state, { type: 'ask', ask: { type: 'use-profile', name } });
  },
  // Signing in is done in a shell: the command is what one wants to have.
  copied: (_, { name, signIn }) => signIn ?? name,
};
