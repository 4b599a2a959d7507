/** The rows of the AWS accounts. */
import type { AwsProfile } from './aws-profiles.ts';
import { matches } from './parts/part.ts';
import type { State } from './state.ts';

/** The profiles, after the filter. */
export function profileRows(state: State): readonly AwsProfile[] {
  const profiles = state.profiles?.profiles ?? [];
  return profiles.filter(({ name, region }) => matches(state, 'accounts', [name, region ?? '']));
}
