/** AWS accounts: the profiles of this machine, how each signs in, which one is read next. Shows no credentials. */
import type { AwsProfile } from '../../app/aws-profiles.ts';
import type { Layout } from '../../app/layout.ts';
import { profileRows } from '../../app/profile-rows.ts';
import type { State } from '../../app/state.ts';
import { cell, type Line, line, span, wrap } from '../lines.ts';
import type { Token } from '../theme.ts';
import type { Body } from '../view.ts';
import { emptyLines, listBody } from './list.ts';

/** The body of the AWS accounts. */
export function accountsBody(state: State, plan: Layout): Body {
  const rows = profileRows(state);
  const { profiles } = state;
  const all = profiles?.profiles.length ?? 0;
  const width = plan.body.width - 4;
  const told = (text: string, token: Token) => wrap(text, width).map((part) => line(`  ${part}`, token));
  const head: Line[] = [];
  if (!state.canScan) head.push(...told(state.noScan ?? 'This session does not read AWS.', 'warning'));
  else if (profiles !== undefined)
    head.push(
      ...told(
        profiles.current === undefined
          ? `Next reading: as the environment decides${profiles.environment ? ' (it holds credentials of its own)' : ', else the default profile'}`
          : `Next reading: profile ${profiles.current}`,
        'heading',
      ),
    );
  if (plan.kind !== 'compact' && state.canScan)
    head.push(
      ...told(
        'AWS is optional. enter chooses a profile, P shows what a reading would send, R reads it; it only reads.',
        'plain',
      ),
      [],
    );
  const under = rows[state.lists.accounts.cursor]?.signIn;
  if (under !== undefined) head.push(...told(`Sign in first, in a shell: ${under}  (c copies it)`, 'warning'));
  const files = profiles?.files.join(' and ') ?? '';
  const empty =
    profiles === undefined
      ? emptyLines(['Reading the AWS configuration…'])
      : all > 0
        ? emptyLines(['Nothing matches. esc clears the filter.'])
        : emptyLines(
            [
              `There is no profile in ${files}.`,
              'aws configure sso makes one; or set AWS_PROFILE, or go on without AWS.',
            ].flatMap((text) => wrap(text, width)),
          );
  const draw = (profile: AwsProfile) => profileLine(profile, profiles?.current === profile.name, plan);
  return listBody(plan, state.lists.accounts, head, rows, all, draw, empty);
}

function profileLine(profile: AwsProfile, isCurrent: boolean, plan: Layout): Line {
  const width = plan.body.width - 2;
  const compact = plan.kind === 'compact';
  const nameWidth = compact ? 16 : 24;
  const [text, token] = stateText(profile);
  const region = compact ? '' : ` ${cell(profile.region ?? 'no region', 15)}`;
  return [
    span(isCurrent ? '● ' : '○ ', isCurrent ? 'good' : 'plain'),
    span(cell(profile.name, nameWidth), isCurrent ? 'selected' : 'plain'),
    span(region),
    span(` ${cell(text, Math.max(0, width - 3 - nameWidth - region.length))}`, token),
  ];
}

function stateText({ state, mfa, signIn }: AwsProfile): [text: string, token: Token] {
  const code = mfa ? ', asks for a device code' : '';
  switch (state.type) {
    case 'sso':
      if (state.valid)
        return [`✔ SSO, signed in${state.until === undefined ? '' : ` until ${state.until}`}${code}`, 'good'];
      return [`▲ SSO, not signed in: ${signIn ?? 'aws sso login'}`, 'warning'];
    case 'role':
      return [
        `takes a role${state.source === undefined ? '' : ` with ${state.source}`}${code}${signIn === undefined ? '' : `; first ${signIn}`}`,
        signIn === undefined ? 'plain' : 'warning',
      ];
    default:
      return [`as configured${code}`, 'plain'];
  }
}
