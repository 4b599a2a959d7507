/** Reading IAM and resource policy documents: what a statement covers. Conditions are read in policy-condition.ts. */
import type { PolicyDocument, PolicyStatement } from './facts.ts';

/** One or many as a list; absent as an empty one. */
export function asList<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}

/** The statements of a document, whether written as one or as a list. */
export function statements(document: PolicyDocument): readonly PolicyStatement[] {
  return asList(document.Statement);
}

/** Whether a policy pattern (`*` any run, `?` one character) matches a text; upper and lower case are the same. */
export function globMatches(pattern: string, text: string): boolean {
  const glob = pattern.toLowerCase();
  const target = text.toLowerCase();
  // Two pointers with one point to come back to: linear, so that no pattern of stars can stall the program.
  let [p, t, star, mark] = [0, 0, -1, 0];
  while (t < target.length) {
    if (glob[p] === '*') {
      star = p++;
      mark = t;
    } else if (glob[p] === '?' || (p < glob.length && glob[p] === target[t])) {
      p++;
      t++;
    } else if (star !== -1) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (glob[p] === '*') p++;
  return p === glob.length;
}

/** Whether a statement speaks of an action, by `Action` or by leaving it out of `NotAction`. */
export function coversAction(statement: PolicyStatement, action: string): boolean {
  if (statement.Action !== undefined) return asList(statement.Action).some((pattern) => globMatches(pattern, action));
  return (
    statement.NotAction !== undefined && !asList(statement.NotAction).some((pattern) => globMatches(pattern, action))
  );
}

/** Whether a statement speaks of a resource. A statement without resources (a trust policy's) speaks of its own role. */
export function coversResource(statement: PolicyStatement, arn: string): boolean {
  if (statement.Resource !== undefined) return asList(statement.Resource).some((pattern) => globMatches(pattern, arn));
  return !asList(statement.NotResource).some((pattern) => globMatches(pattern, arn));
}

/** The principals that a statement names: `*`, ARNs, account ids, services …; none when it has `NotPrincipal`. */
export function principals(statement: PolicyStatement): string[] {
  const { Principal } = statement;
  if (Principal === undefined) return [];
  return typeof Principal === 'string' ? [Principal] : Object.values(Principal).flatMap((value) => [...asList(value)]);
}

/** Whether a statement speaks of everybody: a wildcard principal, a wildcard account, or everyone but a few. */
export function namesEverybody(statement: PolicyStatement): boolean {
  if (statement.NotPrincipal !== undefined) return true;
  return principals(statement).some((name) => name === '*' || /^arn:[^:]*:(iam|sts)::[^:]*[*?]/.test(name));
}

// Actions that only "everything" covers: across services, one that exists nowhere, and those that give rights away.
const anyAction = [
  'iam:CreatePolicyVersion',
  'iam:AttachUserPolicy',
  's3:DeleteObject',
  'ec2:RunInstances',
  'kms:ScheduleKeyDeletion',
  'zz-no-service:AnyAction',
];
const givesRights = [
  'iam:AttachUserPolicy',
  'iam:AttachRolePolicy',
  'iam:PutUserPolicy',
  'iam:PutRolePolicy',
  'iam:CreatePolicyVersion',
];
const anyResource = (partition: string) => [
  `arn:${partition}:iam::123456789012:user/any`,
  `arn:${partition}:s3:::any/object`,
  `arn:${partition}:ec2:xx-any-1:123456789012:instance/i-0`,
];
const partitions = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'];

function coversEveryResource(statement: PolicyStatement): boolean {
  // All but a few resources still leaves the holder's own user or role to write rights into.
  if (statement.NotResource !== undefined) {
    return partitions.every((partition) => coversResource(statement, `arn:${partition}:iam::123456789012:user/any`));
  }
  return partitions.some((partition) => anyResource(partition).every((arn) => coversResource(statement, arn)));
}

/**
 * How a document gives administrator rights: in words, or undefined when it does not. Every action on every resource
 * counts, also when pieced together from several statements or patterns, or written as `NotAction` that leaves the
 * giving of rights in. A condition does not make an administrator less of one; an unconditional denial of everything does.
 */
export function administratorGrant(document: PolicyDocument): string | undefined {
  const all = statements(document);
  const wide = all.filter((statement) => statement.Effect === 'Allow' && coversEveryResource(statement));
  const deniesAll = all.some(
    (statement) =>
      statement.Effect === 'Deny' &&
      statement.Condition === undefined &&
      coversEveryResource(statement) &&
      anyAction.every((action) => coversAction(statement, action)),
  );
  if (deniesAll) return undefined;
  if (anyAction.every((action) => wide.some((statement) => coversAction(statement, action)))) {
    return 'allows every action on every resource';
  }
  const allBut = wide.find((s) => s.NotAction !== undefined && givesRights.some((action) => coversAction(s, action)));
  return allBut && `allows every action but ${asList(allBut.NotAction).join(', ')} on every resource`;
}

/** The account id in a principal (`arn:aws:iam::111122223333:root`, `111122223333`); undefined for others. */
export function accountOf(principal: string): string | undefined {
  return /^\d{12}$/.test(principal) ? principal : /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1];
}
