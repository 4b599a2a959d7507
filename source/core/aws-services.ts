/** Which AWS services a text may name: a dated list, and what is wrong with a text that names others. */

/** One service, or an old name of one. */
export interface AwsService {
  /** Found in a text with or without "AWS" or "Amazon" before it; a name that begins with either only so. */
  name: string;
  /** Other names and parts of the same service, found in the same way. */
  also?: string[];
  /** `open`: no end notice is known. `closed`: takes no new customers. `ended`: is gone. `renamed`: the old name. */
  state: 'open' | 'closed' | 'ended' | 'renamed';
  /** Day or month since which it is closed, ended or renamed. */
  since?: string;
  /** What to say instead; given unless it is open. */
  instead?: string;
}

/** The content of aws-services.yaml. */
export interface AwsServiceList {
  /** Day on which the list was last looked over. */
  asOf: string;
  /** Words after "AWS" or "Amazon" that make no name of a service, such as `Region`. */
  otherWords: string[];
  awsServices: AwsService[];
}

const states: Record<Exclude<AwsService['state'], 'open'>, string> = {
  closed: 'takes no new customers',
  ended: 'has ended',
  renamed: 'has another name',
};

/** What is wrong with the services that a text names: those that nobody new can use, and those that are not on the list. */
export function awsServiceFaults(text: string, { asOf, otherWords, awsServices }: AwsServiceList): string[] {
  const names = awsServices
    .flatMap((service) => [service.name, ...(service.also ?? [])].map((name) => ({ name, service })))
    // The longest first: "CloudTrail Lake" must not be found as "CloudTrail".
    .sort((a, b) => b.name.length - a.name.length);
  let rest = text;
  const faults: string[] = [];
  for (const { name, service } of names) {
    const pattern = new RegExp(`(?<![\\w-])(?:AWS |Amazon )?${escaped(name)}s?(?![\\w-])`, 'g');
    if (!pattern.test(rest)) continue;
    // A mark that no other name can be found in, and that no name goes on after.
    rest = rest.replace(pattern, '·');
    if (service.state === 'open') continue;
    const since = service.since === undefined ? '' : ` since ${service.since}`;
    faults.push(
      `names ${name}, which ${states[service.state]}${since}; say ${service.instead ?? 'another'} (list of ${asOf})`,
    );
  }
  for (const [phrase, first] of rest.matchAll(/(?<![\w-])(?:AWS|Amazon) ([A-Z][\w-]*)(?: [A-Z][\w-]*)*/g)) {
    if (!otherWords.includes(first ?? ''))
      faults.push(`names ${phrase}, which is not in the list of AWS services of ${asOf}`);
  }
  return faults;
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
